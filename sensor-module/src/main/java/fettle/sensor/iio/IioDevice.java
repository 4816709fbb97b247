package fettle.sensor.iio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One device with its channels. A channel that cannot be read is tried again a few times and then
 * has no value in that reading; a DHT11's checksum errors are normal, so they are counted and not
 * logged one by one.
 */
final class IioDevice {
  private static final Logger LOG = LoggerFactory.getLogger(IioDevice.class);

  private final String name;
  private final List<IioChannel> channels;
  private final int attempts;
  private final long retryMillis;
  private final AtomicLong errors = new AtomicLong();

  IioDevice(String name, List<IioChannel> channels, int attempts, long retryMillis) {
    this.name = name;
    this.channels = List.copyOf(channels);
    this.attempts = attempts;
    this.retryMillis = retryMillis;
  }

  /** The channels of a device's folder, by name. */
  static List<IioChannel> channels(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<IioChannel> channels = new ArrayList<>();
      files.sorted().map(IioChannel::of).flatMap(Optional::stream).forEach(channels::add);
      return channels;
    }
  }

  List<String> signals() {
    return channels.stream().map(IioChannel::signal).toList();
  }

  /** Attempts that failed so far. */
  long errors() {
    return errors.get();
  }

  /** NaN for a channel that cannot be read; empty if none can. */
  Optional<double[]> read() throws InterruptedException {
    double[] values = new double[channels.size()];
    boolean any = false;
    for (int i = 0; i < values.length; i++) {
      values[i] = read(channels.get(i));
      any |= !Double.isNaN(values[i]);
    }
    return any ? Optional.of(values) : Optional.empty();
  }

  private double read(IioChannel channel) throws InterruptedException {
    for (int attempt = 1; attempt <= attempts; attempt++) {
      try {
        return channel.read();
      } catch (IOException failure) {
        errors.incrementAndGet();
        LOG.debug("{}: {} cannot be read, attempt {}", name, channel.signal(), attempt, failure);
      }
      if (attempt < attempts) {
        Thread.sleep(retryMillis);
      }
    }
    return Double.NaN;
  }
}
