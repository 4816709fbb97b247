package fettle.sensor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.sensor.source.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {
  /** 2020-03-09T10:14:33Z. */
  private static final long FIRST = 1_583_748_873_000L;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {";", ",", "\t"})
  void separatorIsTakenFromTheHeader(String separator) throws Exception {
    Recording recording =
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
  void timeWithoutZoneIsInTheZoneThatIsSet() throws Exception {
    ReplayOptions options = options(ZoneId.of("Europe/Berlin"), ReplayOptions.OnBadCell.NULL);

    Recording recording = Recording.scan(file("time;a\n2020-03-09 11:14:33;1\n"), options);

    assertThat(recording.first()).isEqualTo(FIRST);
  }

  @Test
  void columnOfDatesIsFoundWhateverItsName() throws Exception {
    Recording recording = scan("count;Messzeitpunkt;a\n1;2020-03-09 10:14:33;2\n");

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
    Recording recording = scan("time;a\n1583748873;1\n1583748870;2\n1583748874;2\n");

    assertThat(recording.backwards().count()).isEqualTo(1);
    assertThat(recording.remarks()).singleElement().asString().contains("run.csv:3", "3000 ms");
    assertThat(recording.last()).isEqualTo(FIRST + 1_000);
  }

  @Test
  void cellThatIsNoNumberIsCountedAndNamed() throws Exception {
    Recording recording = scan("time;a;b\n1583748873;1;2\n1583748874;oops;2\n1583748875;;2\n");

    assertThat(recording.badCells().count()).isEqualTo(1);
    assertThat(recording.remarks()).singleElement().asString().contains("run.csv:3", "'a'");
  }

  @Test
  void cellThatIsNoNumberSkipsItsRowWhereThatIsWanted() throws Exception {
    Path file = file("time;a;b\n1583748873;1;2\n1583748874;oops;2\n");
    Recording recording =
        Recording.scan(file, options(ZoneId.of("UTC"), ReplayOptions.OnBadCell.SKIP_ROW));

    assertThat(rows(recording).get(1))
        .isEqualTo(new Row.Unusable(file + ":3", "'oops' in column 'a' is no number"));
  }

  @Test
  void columnOfTextIsLeftOut() throws Exception {
    Recording recording = scan("time;a;state\n1583748873;1;on\n1583748874;2;off\n");

    assertThat(recording.layout().signalNames()).containsExactly("a");
    assertThat(recording.remarks()).isEmpty();
  }

  @Test
  void rowWithoutTimeOrWithOtherCellsIsSkippedAndNamed() throws Exception {
    Recording recording = scan("time;a\n1583748873;1\nsoon;2\n1583748875;1;2\n1583748876\n");

    assertThat(recording.unusable().count()).isEqualTo(3);
    assertThat(recording.remarks().get(0)).contains("run.csv:3", "'soon'");
    assertThat(recording.remarks().get(1)).contains("run.csv:4", "3 cells", "2");
  }

  @Test
  void manyFaultsAreCountedAndTheFirstNamed() throws Exception {
    Recording recording = scan("time;a\n1583748873;1\n" + "soon;1\n".repeat(100));

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
    ReplayOptions options =
        new ReplayOptions(
            1,
            ZoneId.of("UTC"),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of("flow"),
            ReplayOptions.OnBadCell.NULL,
            folder);

    assertThatThrownBy(() -> Recording.scan(file, options))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("run.csv:1")
        .hasMessageContaining("'flow'")
        .hasMessageContaining("[time, a]");
  }

  @Test
  void twoFilesOfOneMachineAreRefused() throws Exception {
    Path first = file("time;a\n1583748873;1\n");
    Path second = Files.createDirectories(folder.resolve("other")).resolve("run.csv");
    Files.copy(first, second);

    assertThatThrownBy(
            () ->
                ReplaySource.open(
                    List.of(first, second),
                    options(ZoneId.of("UTC"), ReplayOptions.OnBadCell.NULL)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(first.toString())
        .hasMessageContaining(second.toString());
  }

  @Test
  void speedBelowRealTimeIsRefused() {
    assertThatThrownBy(
            () ->
                new ReplayOptions(
                    0.5,
                    ZoneId.of("UTC"),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    ReplayOptions.OnBadCell.NULL,
                    folder))
        .hasMessageContaining("speed=0.5");
  }

  private void refused(String content, String... parts) {
    assertThatThrownBy(() -> scan(content))
        .isInstanceOf(BadInputException.class)
        .message()
        .contains(parts);
  }

  private Recording scan(String content) throws Exception {
    return Recording.scan(file(content), options(ZoneId.of("UTC"), ReplayOptions.OnBadCell.NULL));
  }

  private List<Row> rows(String content) throws Exception {
    return rows(scan(content));
  }

  private static List<Row> rows(Recording recording) throws IOException {
    List<Row> parsed = new java.util.ArrayList<>();
    RowParser parser = recording.parser();
    try (CsvFile.Rows rows = recording.layout().file().rows()) {
      rows.next();
      while (rows.hasNext()) {
        parsed.add(parser.parse(rows.next()));
      }
    }
    return parsed;
  }

  private ReplayOptions options(ZoneId zone, ReplayOptions.OnBadCell onBadCell) {
    return new ReplayOptions(
        1,
        zone,
        Optional.empty(),
        Optional.empty(),
        List.of("anomaly", "changepoint"),
        List.of(),
        onBadCell,
        folder.resolve("truth"));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("run.csv"), content, StandardCharsets.UTF_8);
  }
}
