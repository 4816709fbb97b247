package fettle.ops.lake;

import fettle.lake.Partition;
import fettle.telemetry.TelemetryBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes a blob's messages into a spill and counts them. One blob's; of one thread. */
final class BlobIntake implements BlobMessage.Sink {
  private final Spill spill;
  private final Intake intake = new Intake();
  private final SortedMap<String, Long> refused = new TreeMap<>();
  private long messages;
  private long elsewhere;

  BlobIntake(Spill spill) {
    this.spill = spill;
  }

  /**
   * @throws UncheckedIOException when the spill cannot be written
   */
  @Override
  public void take(BlobMessage message) {
    messages++;
    switch (intake.content(message)) {
      case Intake.Content.Readings readings -> add(message, readings.batch());
      case Intake.Content.Elsewhere other -> elsewhere++;
      case Intake.Content.Refused no -> refused.merge(no.reason(), 1L, Long::sum);
    }
  }

  /** To the partition of each day that it has readings of. */
  private void add(BlobMessage message, TelemetryBatch batch) {
    try {
      Partition last = null;
      for (long time : batch.times()) {
        if (last == null || time >= last.to()) {
          last = Partition.of(message.device(), time);
          spill.add(last, Intake.flatMachine(message.module()), message.body(), batch.signals());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  BlobOutcome.Read outcome(Blob blob) {
    return new BlobOutcome.Read(blob, messages, elsewhere, refused);
  }
}
