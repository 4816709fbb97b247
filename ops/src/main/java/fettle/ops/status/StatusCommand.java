package fettle.ops.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fettle.ops.command.PipelineOptions;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.local.DetachedRuntime;
import fettle.ops.local.LocalSection;
import fettle.ops.local.LocalSettings;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./fettle status}: what an environment has and how it is doing. */
@Command(
    name = "status",
    description =
        "Shows what an environment has, how its edge modules are doing, the gateway's lag and the"
            + " last pipeline runs. Touches nothing.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    EnvironmentFile environment = options.environment();
    Status status =
        switch (options.target()) {
          case LOCAL -> local(environment);
          case AZURE -> azure(environment);
        };
    PrintWriter out = spec.commandLine().getOut();
    if (options.isJson()) {
      out.println(JSON.writeValueAsString(status));
      out.flush();
    } else {
      new StatusTable(out, Instant.now()).print(status);
    }
    return 0;
  }

  private Status local(EnvironmentFile environment) throws InterruptedException {
    LocalSettings settings = LocalSection.settings(options.folder(environment), environment);
    return new LocalLook(settings, new DetachedRuntime(settings), options.journal(environment))
        .look(environment.name());
  }

  /** What the runs from this machine wrote down. */
  private Status azure(EnvironmentFile environment) {
    return new Status(
        environment.name(),
        "azure",
        List.of(),
        List.of(),
        null,
        PipelineRuns.of(options.journal(environment)),
        List.of(
            "the cloud was not asked: only what runs from this machine wrote down is shown;"
                + " ./fettle provision --target azure --plan says what is there"));
  }
}
