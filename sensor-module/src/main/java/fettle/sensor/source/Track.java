package fettle.sensor.source;

import fettle.sensor.batch.Recorder;
import fettle.sensor.buffer.WhenFull;
import java.io.IOException;
import java.util.List;

/** One machine's readings. */
public interface Track {
  String machine();

  /** Names of a reading's values, in order. */
  List<String> signals();

  WhenFull whenFull();

  /**
   * Records until interrupted or, for a recording, until its end.
   *
   * @throws IOException if what is read breaks away; the track ends
   */
  void run(Recorder recorder) throws InterruptedException, IOException;
}
