package fettle.emulator.edgehub.store;

import fettle.emulator.edgehub.store.MessageLog.Payload;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link StoreQueue} has its worker do at once: everything that came meanwhile is one write.
 *
 * @param appends to be written, in order
 * @param cursor up to where everything is done
 * @param moveCursor whether that is to be written
 * @param loadFrom where to read on, or {@link #NO_LOAD}
 */
record DiskJob(List<Append> appends, long cursor, boolean moveCursor, long loadFrom) {
  static final long NO_LOAD = -1;
  private static final int READ_BYTES = 1 << 20;

  /**
   * A message to be written.
   *
   * @param stored completes when it would survive the death of this process
   */
  record Append(StoredMessage message, Payload payload, Promise<Void> stored) {}

  /**
   * What came of a job.
   *
   * @param appended whether all appends were written
   * @param failure {@code null} when everything was done
   */
  record Result(boolean appended, boolean moved, List<QueuedMessage> loaded, Exception failure) {}

  /** Does it; for the worker. */
  Result run(MessageLog log) {
    boolean appended = appends.isEmpty();
    boolean moved = false;
    List<QueuedMessage> loaded = new ArrayList<>();
    try {
      if (!appended) {
        log.append(appends.stream().map(Append::payload).toList());
        appended = true;
      }
      if (moveCursor) {
        log.advance(cursor);
        moved = true;
      }
      if (loadFrom != NO_LOAD) {
        for (MessageLog.Entry entry : log.read(loadFrom, READ_BYTES)) {
          int size = (int) (entry.next() - entry.offset());
          StoredMessage message = StoredMessage.decode(entry.payload());
          loaded.add(new QueuedMessage(message, entry.expiresAt(), size, entry.next()));
        }
      }
      return new Result(appended, moved, loaded, null);
    } catch (IOException | RuntimeException e) {
      return new Result(appended, moved, loaded, e);
    }
  }
}
