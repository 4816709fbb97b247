package fettle.ops.provision;

import fettle.ops.Failure;
import fettle.ops.azure.AzureAccess;
import fettle.ops.azure.AzureClients;
import fettle.ops.azure.AzureSection;
import fettle.ops.azure.GroupResources;
import fettle.ops.command.PipelineOptions;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.local.DetachedRuntime;
import fettle.ops.local.LocalDestroy;
import fettle.ops.local.LocalSection;
import fettle.ops.local.LocalSettings;
import fettle.ops.pipeline.PassingFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./fettle destroy}: 0 when nothing is left of the environment, 1 otherwise. */
@Command(
    name = "destroy",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Takes away what provision made: lists it, asks, and deletes it. What was there before",
      "stays. Data in the lake and trained models are gone for good."
    })
public final class DestroyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;

  @Option(names = "--yes", description = "do not ask; for scripts")
  private boolean yes;

  private final AzureAccess.SignIn signIn;
  private final BufferedReader answers;

  public DestroyCommand() {
    this(
        AzureAccess::ofThisProcess,
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())));
  }

  DestroyCommand(AzureAccess.SignIn signIn, BufferedReader answers) {
    this.signIn = signIn;
    this.answers = answers;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    EnvironmentFile environment = options.environment();
    return switch (options.target()) {
      case AZURE -> azure(environment);
      case LOCAL -> local(environment);
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
    out.println("To be deleted for good:");
    doomed.forEach(item -> out.println("  - " + item));
    out.flush();
    if (options.isPlan() || !agreed(out, environment.name())) {
      return options.isPlan() ? 0 : 1;
    }
    destroy.run();
    out.println("All of it is gone.");
    out.flush();
    return 0;
  }

  private int azure(EnvironmentFile environment) throws InterruptedException, IOException {
    AzureSection azure = environment.section(AzureSection.NAME, AzureSection.class);
    ProvisionSection config = environment.section("provision", ProvisionSection.class);
    Blueprint blueprint = new Blueprint(environment.name(), azure, config);
    Destruction destruction =
        new Destruction(
            blueprint, new AzureClients(signIn.as(azure).remembering(options.redaction()), azure));
    PrintWriter out = spec.commandLine().getOut();
    Destruction.Inventory inventory;
    try {
      inventory = destruction.list();
    } catch (PassingFailure e) {
      throw new Failure(e.getMessage() + "; try again", e);
    }
    print(out, blueprint, inventory);
    if (inventory.ours().isEmpty() && !inventory.group()) {
      return 0;
    }
    if (options.isPlan() || !agreed(out, environment.name())) {
      return options.isPlan() ? 0 : 1;
    }
    return delete(out, destruction, blueprint, inventory);
  }

  private static void print(PrintWriter out, Blueprint blueprint, Destruction.Inventory inventory) {
    String group = blueprint.names().group();
    if (inventory.ours().isEmpty() && !inventory.group()) {
      out.printf("Nothing of %s is in the resource group %s.%n", blueprint.environment(), group);
    } else {
      out.println("To be deleted for good:");
      inventory.ours().forEach(item -> out.println("  - " + item));
      if (inventory.group()) {
        out.println("  - resource group " + group);
      }
    }
    inventory.others().forEach(item -> out.println("  = " + item + " stays: not made by Fettle"));
    out.flush();
  }

  private boolean agreed(PrintWriter out, String name) throws IOException {
    if (yes) {
      return true;
    }
    out.printf("Type the environment's name (%s) to delete all this: ", name);
    out.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new Failure("nobody is there to ask; give --yes to delete without a question");
    }
    boolean agreed = name.equals(answer.strip());
    if (!agreed) {
      out.println("Nothing was deleted.");
      out.flush();
    }
    return agreed;
  }

  private int delete(
      PrintWriter out,
      Destruction destruction,
      Blueprint blueprint,
      Destruction.Inventory inventory)
      throws InterruptedException {
    List<String> failures = new ArrayList<>();
    for (GroupResources.Item item : inventory.ours()) {
      attempt(out, item.toString(), () -> destruction.delete(item), failures);
    }
    if (inventory.group() && failures.isEmpty()) {
      attempt(
          out, "resource group " + blueprint.names().group(), destruction::deleteGroup, failures);
    }
    failures.forEach(failure -> out.println("FAILED: " + options.redaction().clean(failure)));
    if (!failures.isEmpty()) {
      out.println("Run this again to delete the rest.");
    }
    out.flush();
    return failures.isEmpty() ? 0 : 1;
  }

  @FunctionalInterface
  private interface Deletion {
    void run() throws PassingFailure, InterruptedException;
  }

  /** One that cannot be deleted does not keep the others. */
  private static void attempt(
      PrintWriter out, String what, Deletion deletion, List<String> failures)
      throws InterruptedException {
    out.println("deleting " + what + " ...");
    out.flush();
    try {
      deletion.run();
    } catch (PassingFailure | Failure e) {
      failures.add(e.getMessage());
    }
  }
}
