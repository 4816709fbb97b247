package fettle.dashboard.problem;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * What several operations of the API answer when they refuse, described once; on an application, as
 * definitions are looked for there.
 */
@OpenAPIDefinition(
    info = @Info(title = "Fettle", version = "1"),
    components =
        @Components(
            responses = {
              @APIResponse(
                  name = ProblemResponses.BROKEN_RULE,
                  description = "A parameter or a field breaks a rule; the problem names both",
                  content =
                      @Content(
                          mediaType = Problem.TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = ProblemResponses.NO_MACHINE,
                  description = "No such machine",
                  content =
                      @Content(
                          mediaType = Problem.TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = ProblemResponses.NO_ALARM,
                  description = "No such alarm",
                  content =
                      @Content(
                          mediaType = Problem.TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = ProblemResponses.NO_TAKER,
                  description = "No gateway takes commands, or too many wait",
                  content =
                      @Content(
                          mediaType = Problem.TYPE,
                          schema = @Schema(implementation = Problem.class)))
            }))
public final class ProblemResponses extends Application {
  public static final String BROKEN_RULE = "BrokenRule";
  public static final String NO_MACHINE = "NoMachine";
  public static final String NO_ALARM = "NoAlarm";
  public static final String NO_TAKER = "NoTaker";
}
