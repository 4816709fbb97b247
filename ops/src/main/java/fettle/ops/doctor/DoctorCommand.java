package fettle.ops.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.command.PipelineOptions;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.local.DetachedRuntime;
import fettle.ops.local.LocalSection;
import fettle.ops.local.LocalSettings;
import fettle.ops.pipeline.SecretShapes;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./fettle doctor}: checks what a run needs. */
@Command(
    name = "doctor",
    description =
        "Checks what a run needs and says how to mend what is missing. Exit code 1 when something"
            + " is missing. --target azure checks sign-in, reachability and rights too.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;

  @Override
  public Integer call() throws IOException, InterruptedException {
    EnvironmentFile environment = options.environment();
    LocalSettings settings = LocalSection.settings(options.folder(environment), environment);
    List<Check> checks =
        new ArrayList<>(LocalChecks.of(settings, new DetachedRuntime(settings).running()));
    if (options.target() == PipelineOptions.Target.AZURE) {
      checks.addAll(AzureChecks.all());
    }
    return run(checks, options.isJson(), spec.commandLine().getOut());
  }

  /** Prints each verdict as soon as it is there; 1 when something is missing, 0 otherwise. */
  static int run(List<Check> checks, boolean json, PrintWriter out)
      throws InterruptedException, JsonProcessingException {
    int missing = 0;
    for (Check check : checks) {
      Verdict verdict = check.examine();
      missing += verdict instanceof Verdict.Missing ? 1 : 0;
      out.println(SecretShapes.mask(json ? line(check, verdict) : text(check, verdict)));
      out.flush();
    }
    if (!json) {
      out.println(
          missing == 0 ? "Nothing that a run needs is missing." : missing + " things to mend.");
      out.flush();
    }
    return missing == 0 ? 0 : 1;
  }

  private static String text(Check check, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Fine fine -> "  ok       %-12s %s".formatted(check.name(), fine.what());
      case Verdict.Poor poor ->
          "  poor     %-12s %s%n           %-12s → %s"
              .formatted(check.name(), poor.what(), "", poor.wayOut());
      case Verdict.Missing missing ->
          "  MISSING  %-12s %s%n           %-12s → %s"
              .formatted(check.name(), missing.what(), "", missing.wayOut());
    };
  }

  private static String line(Check check, Verdict verdict) throws JsonProcessingException {
    ObjectNode line = JSON.createObjectNode().put("check", check.name());
    switch (verdict) {
      case Verdict.Fine fine -> line.put("verdict", "ok");
      case Verdict.Poor poor -> line.put("verdict", "poor").put("wayOut", poor.wayOut());
      case Verdict.Missing missing ->
          line.put("verdict", "missing").put("wayOut", missing.wayOut());
    }
    return JSON.writeValueAsString(line.put("what", verdict.what()));
  }
}
