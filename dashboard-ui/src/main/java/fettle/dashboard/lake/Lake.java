package fettle.dashboard.lake;

import fettle.lake.Partition;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Where the lake's Parquet files are. All of it may wait, and fails with {@link LakeAway}. */
sealed interface Lake permits LakeFolder, LakeContainer {

  /**
   * A day's files, by their names beneath the lake, with {@code /} between their parts.
   *
   * @param rollup empty where nobody has summed the readings up yet
   */
  record Day(Partition partition, String readings, Optional<String> rollup) {}

  /** The days that have readings of a device and a time in [from, to), in order. */
  List<Day> days(String device, long from, long to);

  /** Files of this machine with the content of those that are named, in their order. */
  List<Path> files(List<String> names);

  /** Up to when the files are complete, epoch milliseconds; empty where nobody knows. */
  OptionalLong complete();
}
