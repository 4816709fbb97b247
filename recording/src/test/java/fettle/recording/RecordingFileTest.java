package fettle.recording;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingFileTest {
  /** 2020-03-09T10:14:33Z. */
  private static final long FIRST = 1_583_748_873_000L;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {";", ",", "\t"})
  void separatorIsTakenFromTheHeader(String separator) throws Exception {
    RecordingFile recording =
        scan(
            "datetime;Volume Flow RateRMS;anomaly\n2020-03-09 10:14:33;32.0;0.0\n"
                .replace(";", separator));

    assertThat(recording.layout().signalNames()).containsExactly("Volume Flow RateRMS");
    assertThat(recording.layout().labelNames()).containsExactly("anomaly");
    assertThat(recording.first()).isEqualTo(FIRST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2020-03-09 10:14:33",
        "2020-03-09T10:14:33Z",
        "2020-03-09T11:14:33.000+01:00",
        "2020-03-09 12:14:33 +0200",
        "2020/03/09 10:14:33",
        "9.3.2020 10:14:33",
        "2020-03-09 10:14:33+00",
        "2020-03-09 10:14:33,000",
        "1583748873",
        "1583748873.000",
        "1583748873000",
        "1583748873000000",
        "1583748873000000000"
      })
  void timeIsReadInItsCommonForms(String text) throws Exception {
    assertThat(scan("time;a\n" + text + ";1\n").first()).isEqualTo(FIRST);
  }

  @Test
  void columnWithoutAnyValueIsLeftOutAndNamed() throws Exception {
    RecordingFile recording = scan("time;a;b;operator\n1583748873;1;;x\n1583748874;2;NaN;y\n");

    assertThat(recording.layout().signalNames()).containsExactly("a");
    assertThat(recording.remarks()).singleElement().asString().contains("run.csv:1", "'b'");
  }

  @Test
  void columnOfInfinitiesIsLeftOutAndNamed() throws Exception {
    RecordingFile recording = scan("time;a;b\n1583748873;1;inf\n1583748874;2;-Infinity\n");

    assertThat(recording.layout().signalNames()).containsExactly("a");
    assertThat(recording.remarks())
        .singleElement()
        .asString()
        .contains("run.csv:1", "'b' holds no finite number");
  }

  @Test
  void timeWithoutZoneIsInTheZoneThatIsSet() throws Exception {
    ReadOptions options = options(ZoneId.of("Europe/Berlin"), ReadOptions.OnBadCell.NULL);

    RecordingFile recording = RecordingFile.scan(file("time;a\n2020-03-09 11:14:33;1\n"), options);

    assertThat(recording.first()).isEqualTo(FIRST);
  }

  @Test
  void columnOfDatesIsFoundWhateverItsName() throws Exception {
    RecordingFile recording = scan("count;Messzeitpunkt;a\n1;2020-03-09 10:14:33;2\n");

    assertThat(recording.first()).isEqualTo(FIRST);
    assertThat(recording.layout().signalNames()).containsExactly("count", "a");
  }

  @Test
  void byteOrderMarkIsNoPartOfTheFirstName() throws Exception {
    assertThat(scan("\uFEFFtime;a\n1583748873;1\n").first()).isEqualTo(FIRST);
  }

  @Test
  void decimalCommaIsReadWhereItDoesNotSeparate() throws Exception {
    assertThat(rows("time;a\n1583748873;1,5\n").get(0))
        .isInstanceOfSatisfying(
            Row.Reading.class, row -> assertThat(row.values()).containsExactly(1.5));
  }

  @Test
  void repeatedTimesAreTwoReadings() throws Exception {
    assertThat(rows("time;a\n1583748873;1\n1583748873;2\n"))
        .hasSize(2)
        .allSatisfy(row -> assertThat(row).isInstanceOf(Row.Reading.class));
  }

  @Test
  void timeThatGoesBackIsCountedAndNamed() throws Exception {
    RecordingFile recording = scan("time;a\n1583748873;1\n1583748870;2\n1583748874;2\n");

    assertThat(recording.order().count()).isEqualTo(1);
    assertThat(recording.remarks()).singleElement().asString().contains("run.csv:3", "3000 ms");
    assertThat(recording.last()).isEqualTo(FIRST + 1_000);
  }

  @Test
  void cellThatIsNoNumberIsCountedAndNamed() throws Exception {
    RecordingFile recording = scan("time;a;b\n1583748873;1;2\n1583748874;oops;2\n1583748875;;2\n");

    assertThat(recording.badCells().count()).isEqualTo(1);
    assertThat(recording.remarks()).singleElement().asString().contains("run.csv:3", "'a'");
  }

  @Test
  void cellThatIsNoNumberSkipsItsRowWhereThatIsWanted() throws Exception {
    Path file = file("time;a;b\n1583748873;1;2\n1583748874;oops;2\n");
    RecordingFile recording =
        RecordingFile.scan(file, options(ZoneId.of("UTC"), ReadOptions.OnBadCell.SKIP_ROW));

    assertThat(rows(recording).get(1))
        .isEqualTo(new Row.Unusable(3, "'oops' in column 'a' is no number"));
  }

  @Test
  void aColumnThatIsCalledTimeAndHoldsTemperaturesIsASignal() throws Exception {
    RecordingFile recording = scan("Datum;T;rF\n2020-03-09 10:14:33;21.3;40\n");

    assertThat(recording.first()).isEqualTo(FIRST);
    assertThat(recording.layout().signalNames()).containsExactly("T", "rF");
  }

  @Test
  void aLabelIsFoundWhateverItsCase() throws Exception {
    assertThat(scan("time;a;Anomaly\n1583748873;1;0\n").layout().labelNames())
        .containsExactly("Anomaly");
  }

  @Test
  void aColumnWithoutANameIsNoSignal() throws Exception {
    assertThat(scan(",datetime,a\n0,2020-03-09 10:14:33,1\n").layout().signalNames())
        .containsExactly("a");
  }

  @Test
  void aLongPauseIsNamed() throws Exception {
    StringBuilder text = new StringBuilder("time;a\n");
    for (int i = 0; i < 10; i++) {
      text.append(1_583_748_873 + i + (i < 5 ? 0 : 7_200)).append(";1\n");
    }
    assertThat(scan(text.toString()).remarks())
        .singleElement()
        .asString()
        .contains("run.csv:7", "120 minutes");
  }

  @Test
  void dateAndTimeInTwoColumnsAreRefused() {
    refused("date;time;a\n2020-03-09;10:14:33;1\n", "run.csv:1", "'date' and 'time'");
  }

  @Test
  void aClockThatWasNotSetIsRefusedAtItsLine() {
    refused(
        "time;a\n1970-01-01 00:00:07;1\n2020-03-09 10:14:33;1\n2020-03-09 10:14:34;1\n",
        "run.csv:3",
        "jumps ahead");
  }

  @Test
  void newestFirstIsRefused() {
    refused("time;a\n1583748875;1\n1583748874;1\n1583748873;1\n", "sort the rows by time");
  }

  @Test
  void aQuoteThatIsNeverClosedIsRefusedAtItsLine() {
    refused("time;a\n1583748873;\"1\n1583748874;2\n", "run.csv:2", "is a \" open");
  }

  @Test
  void moreSignalsThanAMessageCarriesAreRefused() {
    String names = IntStream.range(0, 300).mapToObj(i -> ";s" + i).collect(joining());
    refused("time" + names + "\n1583748873" + ";1".repeat(300) + "\n", "300 signals", "256");
  }

  @Test
  void columnOfTextIsLeftOut() throws Exception {
    RecordingFile recording = scan("time;a;state\n1583748873;1;on\n1583748874;2;off\n");

    assertThat(recording.layout().signalNames()).containsExactly("a");
    assertThat(recording.remarks()).isEmpty();
  }

  @Test
  void rowWithoutTimeOrWithOtherCellsIsSkippedAndNamed() throws Exception {
    RecordingFile recording = scan("time;a\n1583748873;1\nsoon;2\n1583748875;1;2\n1583748876\n");

    assertThat(recording.unusable().count()).isEqualTo(3);
    assertThat(recording.remarks().get(0)).contains("run.csv:3", "'soon'");
    assertThat(recording.remarks().get(1)).contains("run.csv:4", "3 cells", "2");
  }

  @Test
  void manyFaultsAreCountedAndTheFirstNamed() throws Exception {
    RecordingFile recording = scan("time;a\n1583748873;1\n" + "soon;1\n".repeat(100));

    assertThat(recording.unusable().count()).isEqualTo(100);
    assertThat(recording.remarks()).hasSize(6).last().asString().contains("100");
  }

  @Test
  void wrongSeparatorIsNamed() {
    refused("time|a\n1583748873|1\n", "run.csv:1", "separator");
  }

  @Test
  void fileWithoutRowsIsNamed() {
    refused("time;a\n", "run.csv", "no rows");
  }

  @Test
  void emptyFileIsNamed() {
    refused("", "run.csv", "empty");
  }

  @Test
  void missingHeaderIsNamed() {
    refused("1583748873;1\n1583748874;1\n", "run.csv:1", "must name the columns");
  }

  @Test
  void repeatedColumnIsNamed() {
    refused("time;a;a\n1583748873;1;1\n", "run.csv:1", "'a'");
  }

  @Test
  void fileOfWhichNoRowCanBeUsedIsNamed() {
    refused("time;a\n1583748873;x\n1583748874;y\n", "run.csv", "none of its 2 rows");
  }

  @Test
  void missingTimeIsNamedWithTheColumnsThereAre() {
    refused("a;b\n1;2\n", "run.csv:1", "[a, b]");
  }

  @Test
  void missingSignalIsNamedWithTheColumnsThereAre() throws IOException {
    Path file = file("time;a\n1583748873;1\n");
    ReadOptions options =
        new ReadOptions(
            ZoneId.of("UTC"),
            Optional.empty(),
            Optional.empty(),
            0,
            List.of(),
            List.of("flow"),
            Set.of(),
            ReadOptions.OnBadCell.NULL);

    assertThatThrownBy(() -> RecordingFile.scan(file, options))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("run.csv:1")
        .hasMessageContaining("'flow'")
        .hasMessageContaining("[time, a]");
  }

  private void refused(String content, String... parts) {
    assertThatThrownBy(() -> scan(content))
        .isInstanceOf(RecordingException.class)
        .message()
        .contains(parts);
  }

  private RecordingFile scan(String content) throws Exception {
    return RecordingFile.scan(file(content), options(ZoneId.of("UTC"), ReadOptions.OnBadCell.NULL));
  }

  private List<Row> rows(String content) throws Exception {
    return rows(scan(content));
  }

  private static List<Row> rows(RecordingFile recording) throws Exception {
    List<Row> parsed = new ArrayList<>();
    RowParser parser = recording.parser();
    try (CsvFile.Rows rows = recording.layout().file().rows()) {
      rows.next();
      while (rows.hasNext()) {
        parsed.add(parser.parse(rows.next()));
      }
    }
    return parsed;
  }

  private ReadOptions options(ZoneId zone, ReadOptions.OnBadCell onBadCell) {
    return new ReadOptions(
        zone,
        Optional.empty(),
        Optional.empty(),
        0,
        List.of("anomaly", "changepoint"),
        List.of(),
        Set.of(),
        onBadCell);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("run.csv"), content, StandardCharsets.UTF_8);
  }
}
