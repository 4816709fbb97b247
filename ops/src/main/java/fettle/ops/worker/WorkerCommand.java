package fettle.ops.worker;

import fettle.ops.Failure;
import fettle.ops.command.EnvironmentStore;
import fettle.ops.command.PipelineOptions;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.pipeline.Journal;
import fettle.ops.retrain.RetrainSection;
import fettle.ops.retrain.RetrainTrigger;
import fettle.ops.retrain.StoredModelHealth;
import fettle.ops.store.PipelineStore;
import fettle.ops.train.show.ShownModels;
import fettle.telemetry.pipeline.RequestedPipeline;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fettle worker}: works until it is told to end, then 0. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Takes requests for training and deployment that people make on the dashboard, and those of",
      "the environment's schedule, and runs them, one at a time a pipeline. Runs until it is told",
      "to end. On this machine ./fettle provision and ./fettle demo start one by themselves."
    })
public final class WorkerCommand implements Callable<Integer> {
  private static final Duration END_LIMIT = Duration.ofSeconds(25);

  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions options;

  @Override
  public Integer call() throws InterruptedException {
    if (options.isPlan()) {
      throw new ParameterException(
          spec.commandLine(), "a worker has no plan: it does what it is asked for");
    }
    EnvironmentFile environment = options.environment();
    Journal journal = options.journal(environment);
    String name = name();
    try (PipelineStore store = store(environment);
        Watches watches = new Watches(options, environment, store, name, this::say)) {
      showEarlier(journal, store);
      showModels(options.folder(environment), store);
      Worker worker = worker(name, environment, journal, store);
      CountDownLatch ended = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(worker, ended), "stop"));
      say("the worker is up");
      watches.start();
      worker.work();
      ended.countDown();
      return 0;
    }
  }

  private Worker worker(
      String name, EnvironmentFile environment, Journal journal, PipelineStore store) {
    WorkerSection section = environment.section(WorkerSection.NAME, WorkerSection.class);
    RetrainSection retrain = environment.section(RetrainSection.NAME, RetrainSection.class);
    PrintWriter out = spec.commandLine().getOut();
    Runs runs =
        new CommandRuns(
            journal,
            options.folder(environment),
            options.arguments(),
            new StoredModelHealth(store),
            retrain.deploy(),
            pipeline -> options.listener(pipeline, out));
    return new Worker(
        new Worker.Place(name, environment.name(), options.target().toString()),
        store,
        runs,
        new Wishes(section.intervals(), runs, rule(retrain, store, runs)),
        this::say,
        InstantSource.system());
  }

  private static Optional<RetrainTrigger> rule(
      RetrainSection section, PipelineStore store, Runs runs) {
    return section.asks()
        ? Optional.of(
            new RetrainTrigger(
                section,
                new StoredModelHealth(store),
                () -> runs.newest(RequestedPipeline.RETRAIN)))
        : Optional.empty();
  }

  private PipelineStore store(EnvironmentFile environment) {
    return EnvironmentStore.of(options, environment)
        .get()
        .orElseThrow(
            () ->
                new Failure(
                    switch (options.target()) {
                      case LOCAL ->
                          "there is no system to work for on this machine; start one with"
                              + " ./fettle provision";
                      case AZURE ->
                          "a worker needs to know the environment's Redis; set store.redis in the"
                              + " environment file";
                    }));
  }

  private void showEarlier(Journal journal, PipelineStore store) {
    try {
      EarlierRuns.show(journal, store);
    } catch (IOException e) {
      say("runs before this one are not shown on the dashboard: " + e.getMessage());
    }
  }

  private void showModels(Path folder, PipelineStore store) {
    try {
      ShownModels.show(folder, store.models(), Instant.now());
    } catch (IOException e) {
      say("models are not shown on the dashboard: " + e.getMessage());
    }
  }

  private static void end(Worker worker, CountDownLatch ended) {
    worker.stop();
    try {
      ended.await(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** With {@code --json} people's lines go where errors go: programs read the others. */
  private void say(String line) {
    PrintWriter writer =
        options.isJson() ? spec.commandLine().getErr() : spec.commandLine().getOut();
    writer.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + "  " + line);
    writer.flush();
  }

  private static String name() {
    long pid = ProcessHandle.current().pid();
    try {
      return InetAddress.getLocalHost().getHostName() + "/" + pid;
    } catch (UnknownHostException e) {
      return "worker/" + pid;
    }
  }
}
