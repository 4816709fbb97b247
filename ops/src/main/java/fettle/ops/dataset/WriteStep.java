package fettle.ops.dataset;

import fettle.lake.Partition;
import fettle.lake.duckdb.Database;
import fettle.lake.duckdb.ParquetFile;
import fettle.lake.duckdb.Session;
import fettle.ops.dataset.Survey.MachineDay;
import fettle.ops.parallel.SideBySide;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes the rows, a file a machine's day and side, into a folder beside the data set's. A run that
 * was broken off leaves whole files, which the next one with the same inputs keeps.
 */
record WriteStep(DatasetRun run) implements Step {
  static final String ID = "write";

  private static final int REPORTS = 10;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> needs() {
    return Set.of(DatasetPipeline.SPLIT);
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure, IOException, InterruptedException {
    run.out().requireReplaceable();
    String folder = run.settings().out().toString();
    if (outputs.of(DatasetPipeline.SPLIT, LookingStep.DONE).isEmpty()) {
      return new Finding.Create("train and test in " + folder);
    }
    String inputs = run.inputs();
    outputs.put("inputs", inputs);
    if (Manifest.isOf(run.out(), inputs)) {
      outputs.put(LookingStep.DONE, "true");
      return new Finding.Leave(folder + " is of these readings, labels and options");
    }
    return new Finding.Create(
        "%,d days of machines in %s".formatted(run.survey().days().size(), folder));
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress)
      throws PassingFailure, IOException, InterruptedException {
    DatasetFolder part = run.part();
    if (!part.isBegunFor(run.inputs())) {
      part.begin(run.inputs());
    }
    Survey survey = run.survey();
    List<MachineDay> days = survey.days();
    AtomicInteger done = new AtomicInteger();
    Cut cut = run.cut();
    Labels labels = run.labels();
    run.inDatabase(
        database ->
            SideBySide.map(
                run.compaction().threads(),
                days,
                day -> {
                  MachineDayQuery query =
                      new MachineDayQuery(run.store(), run.settings(), survey, labels, day);
                  write(database, day, query, cut, part);
                  int now = done.incrementAndGet();
                  if (now * REPORTS / days.size() > (now - 1) * REPORTS / days.size()) {
                    progress.say("%,d of %,d days of machines".formatted(now, days.size()));
                  }
                  return now;
                }));
    outputs.put(LookingStep.DONE, "true");
  }

  private static void write(
      Database database, MachineDay day, MachineDayQuery query, Cut cut, DatasetFolder part)
      throws IOException {
    Partition partition = day.partition();
    for (Side side : Side.values()) {
      Cut.Range range = cut.range(day.machine(), side);
      Path file = part.file(side, day);
      if (range.touches(partition.from(), partition.to()) && !Files.exists(file)) {
        try (Session session = database.session()) {
          ParquetFile.write(
              session, query.rows(range), part.path().resolve(UUID.randomUUID() + ".tmp"), file);
        }
      }
    }
  }
}
