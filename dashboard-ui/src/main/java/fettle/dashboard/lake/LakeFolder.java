package fettle.dashboard.lake;

import fettle.lake.Freshness;
import fettle.lake.LakeIndex;
import fettle.lake.Partition;
import fettle.lake.Rollup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A folder that a worker writes and this process reads.
 *
 * @param root of all partitions; need not be there yet
 */
record LakeFolder(Path root) implements Lake {

  @Override
  public List<Day> days(String device, long from, long to) {
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
                  name(readings),
                  Files.exists(rollup) ? Optional.of(name(rollup)) : Optional.empty()));
        }
      }
    } catch (NoSuchFileException notYet) {
      return List.of();
    } catch (IOException e) {
      throw new LakeAway("the lake's folder " + root + " cannot be read: " + e, e);
    }
    return days;
  }

  private String name(Path file) {
    return LakeIndex.name(root.relativize(file));
  }

  private static boolean isWithin(Partition day, Partition first, Partition last) {
    return day.compareTo(first) >= 0 && day.compareTo(last) <= 0;
  }

  @Override
  public List<Path> files(List<String> names) {
    return names.stream().map(root::resolve).toList();
  }

  @Override
  public OptionalLong complete() {
    try {
      Optional<Instant> until = Freshness.read(root);
      return until.isPresent() ? OptionalLong.of(until.get().toEpochMilli()) : OptionalLong.empty();
    } catch (IOException e) {
      throw new LakeAway("when the lake was last read into its files is not known: " + e, e);
    }
  }
}
