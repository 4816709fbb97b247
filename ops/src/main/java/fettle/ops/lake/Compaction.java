package fettle.ops.lake;

import fettle.lake.Freshness;
import fettle.lake.duckdb.Database;
import fettle.lake.duckdb.Session;
import fettle.ops.parallel.SideBySide;
import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Takes what is new in a lake into its store. Can be killed at any point and run again: nothing is
 * lost and nothing doubled.
 */
public final class Compaction {
  private static final int SPILL_BUFFER = 64 << 20;

  /** Blobs of one round that are named when they cannot be read; the rest is counted. */
  private static final int MOST_NAMED = 20;

  private final LakeSource lake;
  private final LakeStore store;
  private final CompactionSettings settings;

  public Compaction(LakeSource lake, LakeStore store, CompactionSettings settings) {
    this.lake = lake;
    this.store = store;
    this.settings = settings;
  }

  /**
   * What there is to read; nothing is written.
   *
   * @throws fettle.ops.Failure when the lake is not there, or the store is another lake's
   */
  public DueBlobs look() throws PassingFailure, IOException, InterruptedException {
    store.requireOf(lake);
    Path spill = Files.createTempDirectory("fettle-lake");
    try (Database database = LakeDatabase.open(settings.memoryMb(), spill);
        Session session = database.session()) {
      return ledger(session).compare(lake, settings.roundBytes());
    } finally {
      Files.deleteIfExists(spill);
    }
  }

  /**
   * Reads it.
   *
   * @param says what is going on, in words
   * @throws PassingFailure when another process writes into the store
   * @throws fettle.ops.Failure when memory or disk do not do
   */
  public CompactionResult run(Consumer<String> says)
      throws PassingFailure, IOException, InterruptedException {
    store.requireOf(lake);
    try (FileChannel held = store.lock()) {
      store.clearWork();
      store.name(lake);
      Instant began = Instant.now();
      try (Database database =
              LakeDatabase.open(settings.memoryMb(), store.work().resolve("duckdb"));
          Session session = database.session()) {
        BlobLedger ledger = ledger(session);
        int rounds = ledger.compare(lake, settings.roundBytes()).rounds();
        CompactionResult result = CompactionResult.NOTHING;
        for (int number = 1; number <= rounds; number++) {
          result = round(database, ledger, number, result, says);
          if (rounds > 1) {
            says.accept("round %d of %d: %s".formatted(number, rounds, result));
          }
        }
        if (result.later() == 0) {
          Freshness.write(store.folder(), began);
        }
        return result;
      } finally {
        store.clearWork();
      }
    }
  }

  private CompactionResult round(
      Database database,
      BlobLedger ledger,
      int number,
      CompactionResult before,
      Consumer<String> says)
      throws PassingFailure, IOException, InterruptedException {
    Path folder = Files.createDirectories(store.work().resolve("messages-" + number));
    Spill spill = new Spill(folder, SPILL_BUFFER);
    List<BlobOutcome> outcomes =
        SideBySide.map(settings.threads(), ledger.round(number), blob -> read(blob, spill));
    tell(outcomes, says);
    List<PartitionMerge.Result> merged =
        SideBySide.map(
            settings.threads(), List.copyOf(spill.parts()), part -> merge(database, part));
    ledger.record(outcomes);
    CompactionResult result = before;
    for (BlobOutcome outcome : outcomes) {
      result = result.plus(outcome);
    }
    for (PartitionMerge.Result one : merged) {
      result = result.plus(one);
    }
    return result;
  }

  private BlobOutcome read(Blob blob, Spill spill)
      throws PassingFailure, IOException, InterruptedException {
    BlobIntake intake = new BlobIntake(spill);
    try {
      lake.open(blob, part(), file -> BlobContent.read(blob, file, intake));
      return intake.outcome(blob);
    } catch (DamagedBlobException e) {
      return new BlobOutcome.Damaged(blob, e.getMessage());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (IOException e) {
      return new BlobOutcome.Later(blob, e.toString());
    }
  }

  private PartitionMerge.Result merge(Database database, Spill.Part part) throws IOException {
    try (Session session = database.session()) {
      PartitionMerge.Result result =
          new PartitionMerge(session, store.file(part.partition()), part()).merge(part);
      part.delete();
      return result;
    }
  }

  private static void tell(List<BlobOutcome> outcomes, Consumer<String> says) {
    List<String> troubles =
        outcomes.stream()
            .flatMap(
                outcome ->
                    switch (outcome) {
                      case BlobOutcome.Read read -> Stream.<String>empty();
                      case BlobOutcome.Damaged damaged ->
                          Stream.of(damaged.blob().name() + " is skipped: " + damaged.reason());
                      case BlobOutcome.Later later ->
                          Stream.of(later.blob().name() + " cannot be read now: " + later.reason());
                    })
            .toList();
    troubles.stream().limit(MOST_NAMED).forEach(says);
    if (troubles.size() > MOST_NAMED) {
      says.accept("and %,d more".formatted(troubles.size() - MOST_NAMED));
    }
  }

  /** The blobs that are known to be damaged or not whole. */
  public DamagedBlobs damaged() throws IOException {
    Path spill = Files.createTempDirectory("fettle-lake");
    try (Database database = LakeDatabase.open(settings.memoryMb(), spill);
        Session session = database.session()) {
      BlobLedger ledger = ledger(session);
      return new DamagedBlobs(ledger.damagedCount(), ledger.damaged(DamagedBlobs.MOST_NAMED));
    } finally {
      Files.deleteIfExists(spill);
    }
  }

  private BlobLedger ledger(Session session) {
    return new BlobLedger(session, store.ledger(), part());
  }

  private Path part() {
    return store.work().resolve(UUID.randomUUID() + ".part");
  }
}
