package fettle.ops.bench;

import fettle.recording.ReadOptions;
import fettle.recording.ReadResult;
import fettle.recording.Recording;
import fettle.recording.RecordingReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads recordings into memory, as every training has to, and learns nothing. */
final class BareRecordings {
  private BareRecordings() {}

  /** The exit code; all of them are in memory at the end. */
  static int read(String[] files) {
    RecordingReader reader = new RecordingReader(ReadOptions.DEFAULT);
    List<Recording> all = new ArrayList<>();
    for (String file : files) {
      switch (reader.read(Path.of(file))) {
        case ReadResult.Read read -> all.add(read.recording());
        case ReadResult.Unreadable unreadable -> {
          System.out.println("FAILED " + unreadable.problem());
          return 1;
        }
      }
    }
    System.out.println(all.stream().mapToLong(Recording::rows).sum() + " rows");
    return 0;
  }
}
