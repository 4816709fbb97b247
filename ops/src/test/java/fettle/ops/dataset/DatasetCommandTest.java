package fettle.ops.dataset;

import static fettle.ops.lake.LakeFixture.batch;
import static fettle.ops.lake.LakeFixture.scored;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.ops.Cli;
import fettle.ops.label.DecisionArchive;
import fettle.ops.label.SaidDecisions;
import fettle.ops.lake.FolderLake;
import fettle.telemetry.MachineId;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.DecisionCodec;
import fettle.telemetry.label.EntryId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCommandTest {
  private static final long START = Instant.parse("2026-03-01T23:50:00Z").toEpochMilli();

  @TempDir private Path folder;
  private DatasetFixture dataset;

  @BeforeEach
  void open() {
    dataset = new DatasetFixture(folder);
  }

  /** Twenty minutes around midnight at 1 Hz. */
  private static List<TelemetryBatch> twentyMinutes(String machine, String... signals) {
    List<TelemetryBatch> batches = new ArrayList<>();
    for (int k = 0; k < 20; k++) {
      batches.add(batch(machine, "s", k, START + k * 60_000L, 60, signals));
    }
    return batches;
  }

  private void sendTwoMachines() throws IOException {
    dataset.send(
        "2026-03-02T00:10",
        Map.of("d1", twentyMinutes("pump-1", "x", "y"), "d2", twentyMinutes("pump-2", "x", "Y")));
  }

  @Test
  void readingsAsTheyAreSplitInTime() throws Exception {
    sendTwoMachines();

    assertThat(dataset.run()).as(dataset.said()).isZero();

    JsonNode sides = dataset.manifest().path("sides");
    assertThat(sides.path("train").path("rows").asInt()).isEqualTo(1920);
    assertThat(sides.path("test").path("rows").asInt()).isEqualTo(480);
    assertThat(dataset.manifest().path("signals").findValuesAsText("name"))
        .containsExactly("Y", "x", "y");
    long lastTrain = dataset.rows(Side.TRAIN, "max(t)", row -> row.getLong(1)).getFirst();
    long firstTest = dataset.rows(Side.TEST, "min(t)", row -> row.getLong(1)).getFirst();
    assertThat(firstTest).isEqualTo(lastTrain + 1000);
    assertThat(sides.path("train").path("missing").path("y").asInt()).isEqualTo(960);
    assertThat(dataset.manifest().path("notes").get(0).asText())
        .contains("these machines lack some of the signals");
  }

  @Test
  void theSameAgainMakesNothingAndElsewhereTheSameBytes() throws Exception {
    sendTwoMachines();
    assertThat(dataset.run("--resample", "2s", "--window", "10")).isZero();
    JsonNode first = dataset.manifest();

    assertThat(dataset.run("--resample", "2s", "--window", "10")).isZero();

    assertThat(dataset.said()).contains("is of these readings, labels and options");
    DatasetFixture other = new DatasetFixture(folder, "elsewhere");
    assertThat(other.run("--resample", "2s", "--window", "10")).as(other.said()).isZero();
    JsonNode second = other.manifest();
    assertThat(second.path("files")).isEqualTo(first.path("files"));
    assertThat(second.path("fingerprint")).isEqualTo(first.path("fingerprint"));
    assertThat(second).isEqualTo(first);
  }

  @Test
  void newBlobsMakeAnotherDataset() throws Exception {
    dataset.send("2026-03-01T23:59", Map.of("d1", twentyMinutes("pump-1", "x")));
    assertThat(dataset.run()).isZero();
    String before = dataset.manifest().path("fingerprint").asText();
    dataset.send("2026-03-02T00:30", Map.of("d1", twentyMinutes("pump-3", "x")));

    assertThat(dataset.run()).isZero();

    assertThat(dataset.manifest().path("fingerprint").asText()).isNotEqualTo(before);
    assertThat(dataset.manifest().path("sides").path("train").path("machines").has("d1/pump-3"))
        .isTrue();
  }

  @Test
  void aMachineIsWhollyOnOneSideOfASplitByMachine() throws Exception {
    Map<String, List<TelemetryBatch>> sent = new TreeMap<>();
    for (int d = 0; d < 8; d++) {
      sent.put("d" + d, twentyMinutes("m", "x"));
    }
    dataset.send("2026-03-02T00:10", sent);

    assertThat(dataset.run("--split", "machine:0.5")).as(dataset.said()).isZero();

    JsonNode sides = dataset.manifest().path("sides");
    List<String> all = new ArrayList<>();
    for (String side : List.of("train", "test")) {
      sides
          .path(side)
          .path("machines")
          .fields()
          .forEachRemaining(
              machine -> {
                all.add(machine.getKey());
                assertThat(machine.getValue().path("rows").asInt()).isEqualTo(1200);
              });
    }
    assertThat(all).hasSize(8).doesNotHaveDuplicates();
  }

  @Test
  void labelsAreJoinedAndCounted() throws Exception {
    sendTwoMachines();
    Path labels = folder.resolve("labels.csv");
    Files.writeString(
        labels,
        """
        device,machine,from,to,label,by,at,component
        d1,pump-1,2026-03-01T23:55:00Z,2026-03-01T23:56:00Z,bearing,ann,2026-03-02,bearing 2
        d1,pump-1,2026-03-02T00:08:00Z,2026-03-02T00:08:30Z,false alarm,bob,,
        """);

    assertThat(dataset.run("--labels", labels.toString())).as(dataset.said()).isZero();

    JsonNode sides = dataset.manifest().path("sides");
    assertThat(sides.path("train").path("labels").path("bearing").asInt()).isEqualTo(60);
    assertThat(sides.path("test").path("labels").path("false alarm").asInt()).isEqualTo(30);
    assertThat(
            dataset.rows(
                Side.TRAIN,
                "machine, label, component, count(*), max(t) - min(t)",
                row ->
                    "%s %s %s %d %d"
                        .formatted(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getLong(4),
                            row.getLong(5))))
        .contains("pump-1 bearing bearing 2 60 59000");
  }

  @Test
  void whatPeopleDecidedIsTakenFromTheLakeAndMakesAnotherDataSetWhenItChanges() throws Exception {
    sendTwoMachines();
    DecisionArchive archive = new DecisionArchive(new FolderLake(dataset.lake).files());
    MachineId pump = new MachineId("d1", "pump-1");
    long from = 1_772_409_300_000L;
    archive.add(
        List.of(
            entry(1, SaidDecisions.label(pump, from, from + 60_000, "real fault", 1)),
            entry(2, SaidDecisions.label(pump, from + 30_000, from + 90_000, "ok", 2)),
            entry(3, SaidDecisions.label(new MachineId("d9", "m"), 1, 2, "ok", 2))));

    assertThat(dataset.run()).as(dataset.said()).isZero();

    assertThat(dataset.said())
        .contains("2 labels of 1 machines from 3 decisions in the lake; 1 are of machines");
    JsonNode before = dataset.manifest();
    assertThat(before.path("decisions").asInt()).isEqualTo(3);
    JsonNode labels = before.path("sides").path("train").path("labels");
    assertThat(labels.path("real fault").asInt()).isEqualTo(30);
    assertThat(labels.path("ok").asInt()).isEqualTo(60);
    archive.add(
        List.of(entry(4, SaidDecisions.label(pump, from, from + 60_000, "false alarm", 3))));
    assertThat(dataset.run()).as(dataset.said()).isZero();
    assertThat(dataset.manifest().path("inputs")).isNotEqualTo(before.path("inputs"));
    assertThat(dataset.manifest().path("sides").path("train").path("labels").path("ok").asInt())
        .isEqualTo(30);
  }

  private static DecisionCodec.Entry entry(long number, Decision decision) {
    return new DecisionCodec.Entry(new EntryId(1, number), decision);
  }

  @Test
  void jsonLabelsSayTheSame() throws Exception {
    sendTwoMachines();
    Path labels = folder.resolve("labels.json");
    Files.writeString(
        labels,
        """
        [{"device":"d1","machine":"pump-1","from":1772409300000,"to":1772409360000,
          "label":"bearing","by":"ann"}]
        """);

    assertThat(dataset.run("--labels", labels.toString())).as(dataset.said()).isZero();

    assertThat(
            dataset.manifest().path("sides").path("train").path("labels").path("bearing").asInt())
        .isEqualTo(60);
  }

  @Test
  void windowsDoNotReachOverTheSplitNorOverMissingValues() throws Exception {
    List<TelemetryBatch> batches = twentyMinutes("m", "x");
    batches.remove(5);
    dataset.send("2026-03-02T00:10", Map.of("d", batches));

    assertThat(dataset.run("--resample", "1s", "--window", "7", "--stride", "3", "--fill", "2s"))
        .as(dataset.said())
        .isZero();

    long cut = START + Math.ceilDiv(4 * 1_199_000L / 5, 1000) * 1000;
    List<Long> train = dataset.rows(Side.TRAIN, "\"from\"", row -> row.getLong(1));
    List<Long> test = dataset.rows(Side.TEST, "\"from\"", row -> row.getLong(1));
    assertThat(train).isEqualTo(windows(START, cut));
    assertThat(test).isEqualTo(windows(cut + 7000, START + 1_200_000));
    assertThat(dataset.rows(Side.TRAIN, "len(\"s.x\")", row -> row.getInt(1)))
        .allMatch(length -> length == 7);
  }

  /** Begins of windows of 7 s, every 3 s of the epoch, off the minute that is missing. */
  private static List<Long> windows(long from, long to) {
    List<Long> begins = new ArrayList<>();
    long gapFrom = START + 5 * 60_000 + 2000;
    long gapTo = START + 6 * 60_000;
    for (long t = Math.ceilDiv(from, 3000) * 3000; t + 7000 <= to; t += 3000) {
      if (t + 7000 <= gapFrom || t >= gapTo) {
        begins.add(t);
      }
    }
    return begins;
  }

  @Test
  void aPlanTouchesNothing() throws Exception {
    sendTwoMachines();

    assertThat(dataset.run("--plan")).as(dataset.said()).isZero();

    assertThat(dataset.said()).contains("readings of 2 new blobs");
    try (var all = Files.list(folder)) {
      assertThat(all.map(path -> path.getFileName().toString()).sorted())
          .containsExactly(".lake.part", "lake");
    }
  }

  @Test
  void badInputIsRefusedWithTheWayOut() throws Exception {
    assertThat(dataset.run()).isEqualTo(1);
    assertThat(dataset.said()).contains("is no folder; name the lake's with --lake");
    Files.createDirectories(dataset.lake);
    assertThat(dataset.run()).isEqualTo(1);
    assertThat(dataset.said()).contains("holds no blob (.avro or .json)");
    sendTwoMachines();
    refused("no machine is called 'fan-*'; there are d1/pump-1, d2/pump-2", "--machines", "fan-*");
    refused("has a signal 'z'; there are Y, x, y", "--signals", "x,z");
    refused("have no readings in the time asked for", "--since", "2027-01-01");
    refused("the split machine:0.001 leaves nothing to train", "--split", "machine:0.001");
    refused("leaves nothing to", "--resample", "1s", "--window", "5000");
    labelled("d9,m,2026-03-01T23:55:00Z,2026-03-01T23:56:00Z", "there is no machine d9/m");
    labelled("d1,pump-1,2026-03-01T23:57:00Z,2026-03-01T23:56:00Z", "ends before it begins");
    labelled("d1,pump-1,soon,2026-03-01T23:56:00Z", "from 'soon' is no time");
    labelled(
        "d1,pump-1,2026-03-01T23:55:00Z,2026-03-01T23:57:00Z,x\n"
            + "d1,pump-1,2026-03-01T23:56:00Z,2026-03-01T23:58:00Z",
        "the label overlaps that of");
    Path mine = Files.createDirectories(folder.resolve("mine"));
    Files.writeString(mine.resolve("letter.txt"), "dear");
    DatasetFixture over = new DatasetFixture(folder, "mine");
    assertThat(over.run()).isEqualTo(1);
    assertThat(over.said()).contains("holds something that is no data set");
    assertThat(mine.resolve("letter.txt")).exists();
    assertThat(dataset.run("--split", "half")).isEqualTo(2);
    assertThat(dataset.run("--window", "5")).isEqualTo(2);
    assertThat(dataset.run("--resample", "7s")).isEqualTo(2);
  }

  private void refused(String sentence, String... arguments) {
    assertThat(dataset.run(arguments))
        .as("%s: %s", Arrays.toString(arguments), dataset.said())
        .isEqualTo(1);
    assertThat(dataset.said()).contains(sentence);
  }

  private void labelled(String row, String sentence) throws IOException {
    Path labels = folder.resolve("bad.csv");
    Files.writeString(labels, "device,machine,from,to,label\n" + row + ",fault\n");
    refused(sentence, "--labels", labels.toString());
  }

  @Test
  void damagedBlobsStandInTheManifest() throws Exception {
    sendTwoMachines();
    Files.writeString(dataset.lake.resolve("bad.avro"), "noise");

    assertThat(dataset.run()).as(dataset.said()).isZero();

    assertThat(dataset.said()).contains("bad.avro is skipped");
    assertThat(dataset.manifest().path("damaged").path("named").get(0).path("name").asText())
        .isEqualTo("bad.avro");
  }

  @Test
  void trainingTakesTheTrainSide() throws Exception {
    dataset.send(
        "2026-03-02T00:10",
        Map.of(
            "d1", twentyMinutes("pump-1", "Flow").stream().map(b -> scored(b, "m:1", 5)).toList()));
    Path labels = folder.resolve("labels.csv");
    Files.writeString(
        labels,
        "device,machine,from,to,label\nd1,pump-1,2026-03-01T23:55:00Z,2026-03-01T23:56:00Z,leak\n");
    assertThat(dataset.run("--labels", labels.toString())).as(dataset.said()).isZero();

    List<Path> recordings = DatasetRecordings.of(dataset.out, Side.TRAIN);

    assertThat(recordings)
        .extracting(p -> p.getFileName().toString())
        .containsExactly("pump-1.csv");
    List<String> lines = Files.readAllLines(recordings.getFirst());
    assertThat(lines.getFirst()).isEqualTo("t,Flow,anomaly");
    assertThat(lines).hasSize(961);
    assertThat(lines.get(1)).isEqualTo(START + ",1.0,0");
    assertThat(lines.stream().filter(line -> line.endsWith(",1"))).hasSize(60);
  }

  @Test
  void aModelIsLearnedFromADataset() throws Exception {
    Random random = new Random(3);
    List<TelemetryBatch> batches = twentyMinutes("pump-1", "flow", "pressure");
    for (TelemetryBatch batch : batches) {
      for (double[] values : batch.values()) {
        Arrays.setAll(values, i -> 10 + random.nextGaussian());
      }
    }
    dataset.send("2026-03-02T00:10", Map.of("d1", batches));
    assertThat(dataset.run("--resample", "1s")).as(dataset.said()).isZero();
    Path models = folder.resolve("models");

    Cli trained =
        Cli.run(Map.of(), "train", "--from", dataset.out.toString(), "--out", models.toString());

    assertThat(trained.exit()).as(trained.toString()).isZero();
    assertThat(models.resolve("manifest.json")).exists();
  }
}
