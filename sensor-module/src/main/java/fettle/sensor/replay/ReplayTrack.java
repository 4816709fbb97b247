package fettle.sensor.replay;

import fettle.recording.CsvFile;
import fettle.recording.RecordingException;
import fettle.recording.RecordingFile;
import fettle.recording.Row;
import fettle.recording.RowParser;
import fettle.sensor.batch.Recorder;
import fettle.sensor.buffer.Tally;
import fettle.sensor.buffer.WhenFull;
import fettle.sensor.source.Track;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one recording. It waits where the buffer is full, and an interrupted one goes on behind the
 * last row that is in the buffer, with the same shift, if the process is started again for the same
 * run.
 */
final class ReplayTrack implements Track {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayTrack.class);

  private final RecordingFile recording;
  private final ReplayOptions options;

  ReplayTrack(RecordingFile recording, ReplayOptions options) {
    this.recording = recording;
    this.options = options;
  }

  @Override
  public String machine() {
    return recording.machine();
  }

  @Override
  public List<String> signals() {
    return recording.layout().signalNames();
  }

  @Override
  public WhenFull whenFull() {
    return WhenFull.WAIT;
  }

  /** A file that was whole when it was looked through and is damaged now ends the track. */
  @Override
  public void run(Recorder recorder) throws InterruptedException, IOException {
    try {
      send(recorder);
    } catch (RecordingException damaged) {
      throw new IOException(damaged.getMessage(), damaged);
    }
  }

  private void send(Recorder recorder)
      throws InterruptedException, IOException, RecordingException {
    Pace pace = pace(recorder);
    Tally tally = recorder.tally();
    long behind = tally.position();
    RowParser parser = recording.parser();
    try (CsvFile.Rows rows = recording.layout().file().rows()) {
      rows.next();
      for (long row = 1; rows.hasNext(); row++) {
        Row parsed = parser.parse(rows.next());
        if (row <= behind) {
          continue;
        }
        switch (parsed) {
          case Row.Unusable unusable -> {
            LOG.debug(
                "{}:{}: {}", recording.layout().file().path(), unusable.line(), unusable.reason());
            tally.countSkipped();
            tally.moveTo(row);
          }
          case Row.Reading reading -> send(reading, row, pace, recorder);
        }
      }
    }
    recorder.flush();
  }

  private static void send(Row.Reading reading, long row, Pace pace, Recorder recorder)
      throws InterruptedException {
    long due = pace.dueAt(reading.time());
    while (!recorder.waitUntil(due, recorder.settings())) {
      // the settings changed, the recording's spacing did not
    }
    recorder.tally().moveTo(row);
    recorder.reading(pace.eventTime(reading.time()), reading.values());
    recorder.flushIfDue();
  }

  private Pace pace(Recorder recorder) throws IOException, RecordingException {
    double speed = options.speed();
    Tally tally = recorder.tally();
    if (tally.position() > 0) {
      LOG.info("{}: goes on behind row {}", machine(), tally.position());
      return Pace.resumed(tally.shift(), recording.last(), speed);
    }
    Pace pace = Pace.startingAt(recorder.now(), recording.first(), recording.last(), speed);
    tally.shiftBy(pace.shift());
    recorder.checkpoint();
    GroundTruth.write(recording, options.groundTruth(), pace.shift());
    return pace;
  }
}
