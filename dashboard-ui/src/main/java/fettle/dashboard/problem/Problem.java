package fettle.dashboard.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An RFC 9457 problem document. */
@Schema(description = "What is wrong with a request (RFC 9457)")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    @Schema(examples = "Bad parameter") String title,
    @Schema(examples = "400") int status,
    @Schema(description = "One sentence for a person") String detail,
    @Schema(description = "The offending parameter, where there is one") String parameter,
    @Schema(description = "Who did what stands against it, where that is somebody") String by) {

  public Problem(String title, int status, String detail, String parameter) {
    this(title, status, detail, parameter, null);
  }

  /** Media type of a problem document. */
  public static final String TYPE = "application/problem+json";
}
