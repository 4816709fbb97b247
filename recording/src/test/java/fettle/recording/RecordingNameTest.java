package fettle.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingNameTest {
  @ParameterizedTest
  @CsvSource({
    "/data/valve1/0.csv, valve1-0",
    "/data/pump-01.csv, pump-01",
    "/data/Pump A (old).csv, Pump-A--old-",
    "/7.csv, 7",
    "/data/noending, noending",
  })
  void aRecordingIsNamedAfterItsFile(String file, String machine) {
    assertThat(RecordingName.machineOf(Path.of(file))).isEqualTo(machine);
  }
}
