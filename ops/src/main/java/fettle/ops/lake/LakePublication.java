package fettle.ops.lake;

import fettle.lake.Freshness;
import fettle.lake.LakeIndex;
import fettle.lake.Partition;
import fettle.lake.Rollup;
import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Copies a store's Parquet files into the lake's container, so that dashboards need no volume in
 * common with the worker. What is there already, by the index, is left; the index is written last.
 * Can be killed at any point and run again. Nobody else writes the store meanwhile.
 */
public final class LakePublication {
  private final LakeStore store;
  private final ContainerFiles files;

  public LakePublication(LakeStore store, ContainerLake lake) {
    this.store = store;
    this.files = lake.ownFiles();
  }

  /**
   * @return how many files were copied
   * @throws PassingFailure when somebody writes the store, or the container is away
   */
  public int run() throws IOException, PassingFailure, InterruptedException {
    try (FileChannel held = store.lock()) {
      Optional<byte[]> known = files.find(LakeIndex.NAME);
      LakeIndex before = known.isPresent() ? LakeIndex.decode(known.get()) : LakeIndex.EMPTY;
      SortedMap<String, LakeIndex.Entry> entries = new TreeMap<>();
      int copied = 0;
      for (Partition partition : store.partitions()) {
        Path readings = store.file(partition);
        for (Path file : List.of(readings, Rollup.beside(readings))) {
          if (Files.exists(file)) {
            String name = LakeIndex.name(store.folder().relativize(file));
            LakeIndex.Entry entry = before.files().get(name);
            if (entry == null || !isOf(entry, file)) {
              entry = copy(file, name);
              copied++;
            }
            entries.put(name, entry);
          }
        }
      }
      Optional<Instant> complete = Freshness.read(store.folder());
      LakeIndex now = new LakeIndex(complete, entries);
      if (!now.equals(before)) {
        files.write(LakeIndex.NAME, now.encode());
      }
      return copied;
    }
  }

  /** A file is only ever replaced as a whole, so its time tells. */
  private static boolean isOf(LakeIndex.Entry entry, Path file) throws IOException {
    return entry.bytes() == Files.size(file)
        && entry.written() == Files.getLastModifiedTime(file).toMillis();
  }

  private LakeIndex.Entry copy(Path file, String name)
      throws IOException, PassingFailure, InterruptedException {
    LakeIndex.Entry entry = LakeIndex.Entry.of(file);
    files.upload(LakeIndex.blob(name), file);
    return entry;
  }
}
