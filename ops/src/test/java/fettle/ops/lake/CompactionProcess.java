package fettle.ops.lake;

import java.nio.file.Path;

/** A compaction as a program of its own, to be killed: lake, store. */
final class CompactionProcess {
  private CompactionProcess() {}

  public static void main(String[] arguments) throws Exception {
    new Compaction(
            new FolderLake(Path.of(arguments[0])),
            new LakeStore(Path.of(arguments[1])),
            new CompactionSettings(256, 2, 20_000))
        .run(System.out::println);
  }
}
