package fettle.sensor.buffer;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What could not be read back: told of where it is found, and counted. Thread-safe. */
final class Damage {
  private static final Logger LOG = LoggerFactory.getLogger(Damage.class);

  private final AtomicLong bytes = new AtomicLong();

  /** One record whose neighbours are whole. */
  void record(Path file, long offset, long length) {
    LOG.error("{}: the record at offset {} is damaged: {} bytes lost", file, offset, length);
    bytes.addAndGet(length);
  }

  /** A record whose end is not known, and with it all behind it. */
  void rest(Path file, long offset, long length) {
    LOG.error("{}: not written to its end: {} bytes from offset {} lost", file, length, offset);
    bytes.addAndGet(length);
  }

  /** Lost so far. */
  long bytes() {
    return bytes.get();
  }
}
