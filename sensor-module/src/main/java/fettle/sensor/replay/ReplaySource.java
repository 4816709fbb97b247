package fettle.sensor.replay;

import fettle.recording.RecordingException;
import fettle.recording.RecordingFile;
import fettle.sensor.source.BadInputException;
import fettle.sensor.source.Source;
import fettle.sensor.source.Track;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recordings, all at once, one machine each. */
public final class ReplaySource implements Source {
  private static final Logger LOG = LoggerFactory.getLogger(ReplaySource.class);

  private final List<Track> tracks;

  private ReplaySource(List<Track> tracks) {
    this.tracks = List.copyOf(tracks);
  }

  /**
   * Reads every file once, and says what is wrong with which.
   *
   * @throws BadInputException for the first file of which nothing can be sent, or when two would be
   *     one machine
   */
  public static ReplaySource open(List<Path> files, ReplayOptions options)
      throws BadInputException {
    if (files.isEmpty()) {
      throw new BadInputException("sensor.replay.files names no file");
    }
    List<Track> tracks = new ArrayList<>();
    for (RecordingFile recording : scan(files, options)) {
      recording.remarks().forEach(LOG::warn);
      LOG.info(
          "{}: {} rows, {} signals as machine {}",
          recording.layout().file().path(),
          recording.rows(),
          recording.layout().signals().size(),
          recording.machine());
      tracks.add(new ReplayTrack(recording, options));
    }
    return new ReplaySource(tracks);
  }

  private static List<RecordingFile> scan(List<Path> files, ReplayOptions options)
      throws BadInputException {
    try {
      return RecordingFile.scanAll(files, options.read());
    } catch (RecordingException unusable) {
      throw new BadInputException(unusable.getMessage(), unusable);
    }
  }

  @Override
  public List<Track> tracks() {
    return tracks;
  }

  @Override
  public boolean finite() {
    return true;
  }
}
