package fettle.ops.command;

import fettle.ops.Failure;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.local.DetachedRuntime;
import fettle.ops.local.LocalDestroy;
import fettle.ops.local.LocalSection;
import fettle.ops.local.LocalSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./fettle destroy}: takes away what an environment has, after it has listed it. */
@Command(
    name = "destroy",
    description = "Lists what an environment has, asks, and takes it away. --plan only lists.",
    mixinStandardHelpOptions = true)
public final class DestroyCommand implements Callable<Integer> {
  private static final int NOT_DONE = 1;

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;

  @Option(names = "--yes", description = "do not ask")
  private boolean yes;

  @Override
  public Integer call() throws IOException, InterruptedException {
    EnvironmentFile environment = options.environment();
    return switch (options.target()) {
      case LOCAL -> local(environment);
      case AZURE ->
          throw new Failure("destroy knows no --target azure in this build; use --target local");
    };
  }

  private int local(EnvironmentFile environment) throws IOException, InterruptedException {
    LocalSettings settings = LocalSection.settings(options.folder(environment), environment);
    LocalDestroy destroy = new LocalDestroy(settings, new DetachedRuntime(settings));
    PrintWriter out = spec.commandLine().getOut();
    List<String> doomed = destroy.list();
    if (doomed.isEmpty()) {
      out.println("There is nothing of environment " + environment.name() + " on this machine.");
      out.flush();
      return 0;
    }
    out.println("Environment " + environment.name() + " has on this machine:");
    doomed.forEach(line -> out.println("  " + line));
    out.flush();
    if (options.isPlan()) {
      return 0;
    }
    if (!yes && !agreed(environment.name(), out)) {
      out.println("Nothing was touched.");
      out.flush();
      return NOT_DONE;
    }
    destroy.run();
    out.println("All of it is gone.");
    out.flush();
    return 0;
  }

  private static boolean agreed(String name, PrintWriter out) throws IOException {
    out.print("Take it away? Type the environment's name to go on: ");
    out.flush();
    // System.in stays open: it is not ours
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    String answer = in.readLine();
    if (answer == null) {
      throw new Failure("nobody is there to ask; give --yes to destroy without a question");
    }
    return answer.strip().equals(name);
  }
}
