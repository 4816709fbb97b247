package fettle.lake;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/**
 * The readings of one device on one day.
 *
 * @param day in event time, UTC
 */
public record Partition(LocalDate day, String device) implements Comparable<Partition> {
  /** Milliseconds of a day. */
  public static final long DAY = 86_400_000;

  private static final String DAY_FOLDER = "day=";
  private static final String DEVICE_FOLDER = "device=";
  private static final String FILE = "readings.parquet";
  private static final Comparator<Partition> ORDER =
      Comparator.comparing(Partition::device).thenComparing(Partition::day);

  /** The one that a time belongs to. */
  public static Partition of(String device, long time) {
    return new Partition(LocalDate.ofEpochDay(Math.floorDiv(time, DAY)), device);
  }

  /** Begin of the day, epoch milliseconds. */
  public long from() {
    return day.toEpochDay() * DAY;
  }

  /** End of the day, which is no longer of it, epoch milliseconds. */
  public long to() {
    return from() + DAY;
  }

  /** The same device some days later. */
  public Partition plusDays(long days) {
    return new Partition(day.plusDays(days), device);
  }

  /** Where it lies below the folder of all. */
  public Path path() {
    return Path.of(DAY_FOLDER + day, folderOf(device), FILE);
  }

  /** {@code device=ID}, percent-encoded, as readers of such layouts expect. */
  public static String folderOf(String device) {
    return DEVICE_FOLDER
        + URLEncoder.encode(device, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  /**
   * @param path below the folder of all
   * @return empty when it is no partition's file
   */
  public static Optional<Partition> parse(Path path) {
    if (path.getNameCount() != 3
        || !path.getFileName().toString().equals(FILE)
        || !path.getName(0).toString().startsWith(DAY_FOLDER)
        || !path.getName(1).toString().startsWith(DEVICE_FOLDER)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Partition(
              LocalDate.parse(path.getName(0).toString().substring(DAY_FOLDER.length())),
              URLDecoder.decode(
                  path.getName(1).toString().substring(DEVICE_FOLDER.length()),
                  StandardCharsets.UTF_8)));
    } catch (DateTimeException | IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(Partition other) {
    return ORDER.compare(this, other);
  }

  /** {@code day of device}. */
  @Override
  public String toString() {
    return day + " of " + device;
  }
}
