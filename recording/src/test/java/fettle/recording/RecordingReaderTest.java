package fettle.recording;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.recording.ReadResult.Read;
import fettle.recording.ReadResult.Unreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingReaderTest {

  @TempDir Path folder;

  @Test
  void labelColumnsAreNoSignals() throws IOException {
    Recording recording =
        read(
            "datetime;flow;anomaly;changepoint\n2020-03-09 10:14:33;1.5;0.0;0.0\n2020-03-09 10:14:34;2;1;0\n");

    assertThat(recording.signals()).containsExactly("flow");
    assertThat(recording.values()[0]).containsExactly(1.5, 2);
    assertThat(recording.anomalous()).containsExactly(false, true);
    assertThat(recording.times()).containsExactly(1583748873000L, 1583748874000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {";", ",", "\t"})
  void separatorIsToldFromTheHeader(String separator) throws IOException {
    Recording recording = read("time;a;b\n2020-03-09T10:14:33Z;1;2\n".replace(";", separator));

    assertThat(recording.signals()).containsExactly("a", "b");
    assertThat(recording.values()[1]).containsExactly(2);
  }

  @Test
  void byteOrderMarkAndCarriageReturnsAreSkipped() throws IOException {
    Recording recording = read("\uFEFFtime,a\r\n1583748873,7\r\n\r\n");

    assertThat(recording.signals()).containsExactly("a");
    assertThat(recording.times()).containsExactly(1583748873000L);
  }

  @ParameterizedTest
  @CsvSource({
    "2020-03-09 10:14:33, 1583748873000",
    "2020-03-09T10:14:33.250Z, 1583748873250",
    "2020-03-09T11:14:33+01:00, 1583748873000",
    "09.03.2020 10:14:33, 1583748873000",
    "2020/03/09 10:14, 1583748840000",
    "1583748873, 1583748873000",
    "1583748873.5, 1583748873500",
    "1583748873123, 1583748873123",
    "1583748873123456, 1583748873123"
  })
  void commonFormsOfTimeAreRead(String text, long expected) throws IOException {
    assertThat(read("timestamp,a\n" + text + ",1\n").times()).containsExactly(expected);
  }

  @Test
  void timesWithoutZoneAreOfTheGivenZone() throws IOException {
    Path file = write("datetime,a\n2020-03-09 11:14:33,1\n");
    ReadOptions berlin = ReadOptions.DEFAULT.withZone(ZoneId.of("Europe/Berlin"));

    ReadResult result = new RecordingReader(berlin).read(file);

    assertThat(((Read) result).recording().times()).containsExactly(1583748873000L);
  }

  @Test
  void emptyCellsAreMissingReadings() throws IOException {
    Recording recording = read("time,a,b\n1583748873,,7\n1583748874,1,null\n1583748875,na,NaN\n");

    assertThat(recording.values()[0]).containsExactly(Double.NaN, 1);
    assertThat(recording.values()[1]).containsExactly(7, Double.NaN);
  }

  @Test
  void recordingLongerThanTheFirstAllocationIsReadWhole() throws IOException {
    StringBuilder text = new StringBuilder("time,a\n");
    for (int i = 0; i < 5000; i++) {
      text.append(1583748873 + i).append(',').append(i).append('\n');
    }
    Recording recording = read(text.toString());

    assertThat(recording.rows()).isEqualTo(5000);
    assertThat(recording.values()[0][4999]).isEqualTo(4999);
  }

  @Test
  void aWordInASignalIsNoReadingAndNamed() throws IOException {
    Recording recording = read("time,a\n1583748873,1\n1583748874,on\n1583748875,3\n");

    assertThat(recording.values()[0]).containsExactly(1, 3);
    assertThat(recording.remarks()).singleElement().asString().contains("rec.csv:3");
  }

  @Test
  void rowsThatCannotBeUsedAreLeftOutAndNamed() throws IOException {
    Recording recording =
        read("time,a,b\n2020-03-09 10:14:33,1,2\nyesterday,1,2\n2020-03-09 10:14:35,1\n");

    assertThat(recording.rows()).isEqualTo(1);
    assertThat(recording.remarks())
        .hasSize(2)
        .anySatisfy(remark -> assertThat(remark).contains("rec.csv:3", "'yesterday'", "'time'"))
        .anySatisfy(remark -> assertThat(remark).contains("rec.csv:4", "2 cells", "3"));
  }

  @Test
  void aLabelThatIsNeitherIsRefusedWithLineAndColumn() throws IOException {
    assertThat(problem("time,a,anomaly\n1583748873,1,maybe\n"))
        .contains("rec.csv:2: 'maybe' in column 'anomaly' is no label");
  }

  @Test
  void theFirstColumnOfGroundTruthIsTheOneThatCounts() throws IOException {
    assertThat(read("time,changepoint,a,Anomaly\n1583748873,0,1,1\n").anomalous())
        .containsExactly(true);
  }

  @Test
  void headerWithoutRowsIsRefused() throws IOException {
    assertThat(problem("time,a\n")).contains("a header and no rows");
  }

  @Test
  void emptyFileIsRefused() throws IOException {
    assertThat(problem("")).contains("is empty");
  }

  @Test
  void wrongSeparatorIsRefusedWithTheOnesThatWork() throws IOException {
    assertThat(problem("time|a\n1583748873|1\n")).contains("only one column").contains("; or ,");
  }

  @Test
  void fileWithoutTimeColumnIsRefusedUnlessTheSpacingIsGiven() throws IOException {
    String text = "a,b\n1,2\n3,4\n";
    assertThat(problem(text)).contains("no column with times").contains("spacing");

    ReadResult result =
        new RecordingReader(ReadOptions.DEFAULT.withInterval(250)).read(write(text));
    assertThat(((Read) result).recording().times()).containsExactly(0, 250);
  }

  @Test
  void fileWithoutSignalsIsRefused() throws IOException {
    assertThat(problem("time,anomaly\n1583748873,1\n")).contains("no column is left as a signal");
  }

  @Test
  void twoColumnsOfOneNameAreRefused() throws IOException {
    assertThat(problem("time,a,a\n1583748873,1,1\n")).contains("two columns are named 'a'");
  }

  @Test
  void absentFileIsRefusedByName() {
    ReadResult result = new RecordingReader(ReadOptions.DEFAULT).read(folder.resolve("no.csv"));

    assertThat(((Unreadable) result).problem()).endsWith("no.csv: no such file");
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Path file = folder.resolve("rec.csv");
    Files.write(file, new byte[] {'t', ',', 'a', '\n', (byte) 0xff, (byte) 0xfe, 0, 1});

    ReadResult result = new RecordingReader(ReadOptions.DEFAULT).read(file);

    assertThat(((Unreadable) result).problem()).contains("not UTF-8");
  }

  private Recording read(String text) throws IOException {
    ReadResult result = new RecordingReader(ReadOptions.DEFAULT).read(write(text));
    assertThat(result).isInstanceOf(Read.class);
    return ((Read) result).recording();
  }

  private String problem(String text) throws IOException {
    ReadResult result = new RecordingReader(ReadOptions.DEFAULT).read(write(text));
    assertThat(result).isInstanceOf(Unreadable.class);
    return ((Unreadable) result).problem();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("rec.csv"), text, StandardCharsets.UTF_8);
  }
}
