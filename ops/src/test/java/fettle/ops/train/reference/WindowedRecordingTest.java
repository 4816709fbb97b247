package fettle.ops.train.reference;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.ops.csv.Recording;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WindowedRecordingTest {

  private static final WindowSpec SPEC = new WindowSpec(Recordings.SIGNALS, 5, 1000);

  private Recording recording;

  @BeforeEach
  void recording() {
    recording = Recordings.healthy(60, 1);
  }

  @Test
  void firstWindowIsFullAtItsLastReading() {
    assertThat(firstFullFrom(0, null)).isEqualTo(4);
  }

  @Test
  void shortHoleIsFilledWithTheValueBefore() {
    double before = recording.values()[2][19];
    recording.values()[2][20] = Double.NaN;
    recording.values()[2][21] = Double.NaN;

    WindowedRecording windows = WindowedRecording.of(recording, SPEC, null);

    assertThat(windows.full(21)).isTrue();
    assertThat(windows.row(21)[2]).isEqualTo(before);
  }

  @Test
  void longHoleLeavesNoWindowUntilItIsFiveRowsPast() {
    for (int row = 20; row < 30; row++) {
      recording.values()[2][row] = Double.NaN;
    }

    WindowedRecording windows = WindowedRecording.of(recording, SPEC, null);

    assertThat(windows.full(24)).as("held for five intervals").isTrue();
    assertThat(windows.row(25)).isNull();
    assertThat(firstFullFrom(25, null)).isEqualTo(34);
  }

  @Test
  void pauseEmptiesTheWindow() {
    for (int row = 20; row < 60; row++) {
      recording.times()[row] += 10_001;
    }
    assertThat(firstFullFrom(20, null)).isEqualTo(24);
  }

  @Test
  void stepBackInTimeEmptiesTheWindow() {
    for (int row = 20; row < 60; row++) {
      recording.times()[row] -= 5000;
    }
    assertThat(firstFullFrom(20, null)).isEqualTo(24);
  }

  @Test
  void repeatedTimesAreTwoReadings() {
    recording.times()[20] = recording.times()[19];
    assertThat(firstFullFrom(20, null)).isEqualTo(20);
  }

  @Test
  void skippedRowsAreInNoWindow() {
    boolean[] skip = new boolean[60];
    skip[20] = true;
    assertThat(firstFullFrom(20, skip)).isEqualTo(25);
  }

  private int firstFullFrom(int row, boolean[] skip) {
    WindowedRecording windows = WindowedRecording.of(recording, SPEC, skip);
    return IntStream.range(row, windows.rows()).filter(windows::full).findFirst().orElseThrow();
  }
}
