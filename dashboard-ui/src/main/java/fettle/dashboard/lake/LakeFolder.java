package fettle.dashboard.lake;

import fettle.lake.Partition;
import fettle.lake.Rollup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the files of a device's days.
 *
 * @param root of all partitions; need not be there yet
 */
record LakeFolder(Path root) {

  /**
   * A day's files.
   *
   * @param rollup empty where nobody has summed the readings up yet
   */
  record Day(Partition partition, Path readings, Optional<Path> rollup) {}

  /**
   * The days that have readings of a device and a time in [from, to), in order.
   *
   * @throws LakeAway when the folder cannot be read
   */
  List<Day> days(String device, long from, long to) {
    Partition first = Partition.of(device, from);
    Partition last = Partition.of(device, to - 1);
    List<Day> days = new ArrayList<>();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : (Iterable<Path>) folders.sorted()::iterator) {
        Path readings = folder.resolve(first.path().subpath(1, first.path().getNameCount()));
        Optional<Partition> partition = Partition.parse(root.relativize(readings));
        if (partition.filter(day -> isWithin(day, first, last)).isPresent()
            && Files.exists(readings)) {
          Path rollup = Rollup.beside(readings);
          days.add(
              new Day(
                  partition.get(),
                  readings,
                  Files.exists(rollup) ? Optional.of(rollup) : Optional.empty()));
        }
      }
    } catch (NoSuchFileException notYet) {
      return List.of();
    } catch (IOException e) {
      throw new LakeAway("the lake's folder " + root + " cannot be read: " + e, e);
    }
    return days;
  }

  private static boolean isWithin(Partition day, Partition first, Partition last) {
    return day.compareTo(first) >= 0 && day.compareTo(last) <= 0;
  }
}
