package fettle.ops.worker;

import fettle.ops.azure.AzureAccess;
import fettle.ops.command.PipelineOptions;
import fettle.ops.dataset.EnvironmentLake;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.label.DecisionArchive;
import fettle.ops.label.DecisionCopy;
import fettle.ops.status.StatusLook;
import fettle.ops.store.PipelineStore;
import fettle.ops.usage.EnvironmentHub;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * What a worker sees to beside its pipelines, each on a thread of its own: the status that is
 * shown, people's decisions, the lake, the hub's quota.
 */
final class Watches implements AutoCloseable {
  private final StatusWatch status;
  private final DecisionWatch decisions;
  private final CompactionWatch compaction;
  private final UsageWatch usage;

  /**
   * @param worker its name: only the worker whose name stands in the store sees to anything
   * @param say takes a line for people
   */
  Watches(
      PipelineOptions options,
      EnvironmentFile environment,
      PipelineStore store,
      String worker,
      Consumer<String> say) {
    WorkerSection section = environment.section(WorkerSection.NAME, WorkerSection.class);
    StatusLook look = StatusLook.ofThisProcess();
    status =
        new StatusWatch(
            store, worker, () -> look.at(options, environment).json(Instant.now()), say);
    decisions = new DecisionWatch(store, worker, () -> decisions(store, options, environment), say);
    compaction =
        new CompactionWatch(
            store,
            worker,
            section.compactEvery(),
            () -> EnvironmentLake.compaction(options, environment),
            () -> EnvironmentLake.publication(options, environment),
            say);
    usage =
        new UsageWatch(
            store,
            worker,
            section.quotaEvery(),
            () -> EnvironmentHub.meter(options, environment, AzureAccess::ofThisProcess),
            InstantSource.system(),
            say);
  }

  private static DecisionCopy decisions(
      PipelineStore store, PipelineOptions options, EnvironmentFile environment) {
    return new DecisionCopy(
        store.decisions(), new DecisionArchive(EnvironmentLake.of(options, environment).files()));
  }

  void start() {
    status.start();
    decisions.start();
    compaction.start();
    usage.start();
  }

  @Override
  public void close() {
    usage.close();
    compaction.close();
    decisions.close();
    status.close();
  }
}
