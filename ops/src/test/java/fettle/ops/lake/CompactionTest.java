package fettle.ops.lake;

import static fettle.ops.lake.LakeFixture.START;
import static fettle.ops.lake.LakeFixture.batch;
import static fettle.ops.lake.LakeFixture.message;
import static fettle.ops.lake.LakeFixture.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.emulator.lake.LakeFormat;
import fettle.lake.Freshness;
import fettle.lake.Partition;
import fettle.lake.Rollup;
import fettle.lake.duckdb.Database;
import fettle.lake.duckdb.Session;
import fettle.lake.duckdb.Sql;
import fettle.ops.Failure;
import fettle.ops.hash.Sha256;
import fettle.ops.lake.LakeFixture.Sent;
import fettle.telemetry.TelemetryBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {
  private static final String MINUTE = "2026-03-01T23:59";
  private static final String NEXT = "2026-03-02T00:00";
  private static final int ONE_BLOB = 1 << 20;

  @TempDir private Path folder;
  private Path lake;
  private LakeStore store;
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void nameFolders() {
    lake = folder.resolve("lake");
    store = new LakeStore(folder.resolve("parquet"));
  }

  private CompactionResult compact() throws Exception {
    return compact(store, 1 << 20);
  }

  private CompactionResult compact(LakeStore into, long roundBytes) throws Exception {
    return new Compaction(new FolderLake(lake), into, new CompactionSettings(256, 2, roundBytes))
        .run(said::add);
  }

  @Test
  void readingsComeOutAsTheyWereSentInAvroAndJson() throws Exception {
    TelemetryBatch plain = batch("pump-1", "s1", 0, START, 100, "temperature", "Flow Rate");
    TelemetryBatch judged =
        scored(batch("pump-1", "s1", 1, START + 100_000, 50, "temperature"), "pump:3", 7);
    TelemetryBatch other = batch("valve_2", "s9", 0, START + 5, 3, "p", "P", "t", "device^1");
    other.values()[0][1] = Double.NaN;
    LakeFixture.write(
        lake,
        MINUTE,
        LakeFormat.AVRO_DEFLATE,
        ONE_BLOB,
        List.of(message("dev+1", plain), message("dev+1", judged)));
    LakeFixture.write(lake, NEXT, LakeFormat.JSON, ONE_BLOB, List.of(message("dev-2", other)));

    CompactionResult result = compact();

    assertThat(StoredReadings.of(store))
        .isEqualTo(
            StoredReadings.expected(
                Map.of("dev+1", List.of(plain, judged), "dev-2", List.of(other))));
    assertThat(result.messages()).isEqualTo(3);
    assertThat(store.partitions())
        .extracting(Partition::toString)
        .containsExactly("2026-03-01 of dev+1", "2026-03-02 of dev+1", "2026-03-01 of dev-2");
  }

  @Test
  void repeatsAreLeftOutWithinABlobAndAcrossCompactions() throws Exception {
    TelemetryBatch first = batch("m", "s", 0, START, 100, "x");
    TelemetryBatch second = batch("m", "s", 1, START + 100_000, 100, "x", "y");
    LakeFixture.write(
        lake, MINUTE, LakeFormat.AVRO, ONE_BLOB, List.of(message("d", first), message("d", first)));
    compact();
    LakeFixture.write(
        lake, NEXT, LakeFormat.AVRO, ONE_BLOB, List.of(message("d", first), message("d", second)));

    CompactionResult result = compact();

    assertThat(result.repeats()).isEqualTo(2);
    assertThat(StoredReadings.of(store))
        .isEqualTo(StoredReadings.expected(Map.of("d", List.of(first, second))));
  }

  @Test
  void aScoredMessageTakesThePlaceOfItsUnscoredSelfWhicheverCameFirst() throws Exception {
    TelemetryBatch bare = batch("m", "s", 0, START, 10, "x");
    TelemetryBatch early = scored(bare, "pump:2", 100);
    TelemetryBatch late = scored(bare, "pump:1", 200);
    List<Sent> all = new ArrayList<>();
    for (TelemetryBatch one : List.of(late, bare, early)) {
      all.add(message("d", one));
    }
    for (int turn = 0; turn < 3; turn++) {
      Path other = folder.resolve("lake" + turn);
      LakeStore into = new LakeStore(folder.resolve("parquet" + turn));
      for (int k = 0; k < 3; k++) {
        LakeFixture.write(
            other, "2026-03-01T00:0" + k, LakeFormat.AVRO, ONE_BLOB, List.of(all.get(k)));
        new Compaction(new FolderLake(other), into, new CompactionSettings(256, 1, 1))
            .run(said::add);
      }
      assertThat(StoredReadings.of(into))
          .isEqualTo(StoredReadings.expected(Map.of("d", List.of(early))));
      Collections.rotate(all, 1);
    }
  }

  @Test
  void aBlobThatAppearsLateUnderAnEarlyNameIsPickedUp() throws Exception {
    TelemetryBatch late = batch("m", "s", 0, START, 10, "x");
    TelemetryBatch early = batch("m", "s", 1, START + 10_000, 10, "x");
    LakeFixture.write(lake, NEXT, LakeFormat.AVRO, ONE_BLOB, List.of(message("d", early)));
    compact();
    LakeFixture.write(lake, MINUTE, LakeFormat.AVRO, ONE_BLOB, List.of(message("d", late)));

    CompactionResult result = compact();

    assertThat(result.blobs()).isEqualTo(1);
    assertThat(StoredReadings.of(store))
        .isEqualTo(StoredReadings.expected(Map.of("d", List.of(late, early))));
    assertThat(compact().blobs()).isZero();
  }

  @Test
  void aDamagedBlobIsNamedAndSkippedAndNotReadAgainUntilItChanges() throws Exception {
    TelemetryBatch good = batch("m", "s", 0, START, 10, "x");
    LakeFixture.write(lake, MINUTE, LakeFormat.AVRO, ONE_BLOB, List.of(message("d", good)));
    Files.writeString(lake.resolve("noise.avro"), "this is no Avro file");
    Files.writeString(lake.resolve("noise.json"), "{\"Body\":{\"v\":1}}\n{\"Body\":");
    Files.write(lake.resolve("empty.json"), new byte[0]);

    CompactionResult result = compact();

    assertThat(result.damaged()).isEqualTo(3);
    assertThat(said)
        .contains(
            "noise.avro is skipped: it does not begin as an Avro file does",
            "noise.json is skipped: line 2 is not a message of an IoT hub, or not whole yet",
            "empty.json is skipped: it is empty");
    assertThat(StoredReadings.of(store))
        .isEqualTo(StoredReadings.expected(Map.of("d", List.of(good))));
    assertThat(compact().damaged()).isZero();
    assertThat(compaction().damaged().count()).isEqualTo(3);
  }

  private Compaction compaction() {
    return new Compaction(new FolderLake(lake), store, new CompactionSettings(256, 1, 1));
  }

  @Test
  void aHalfWrittenBlobIsSkippedWholeAndReadOnceItIsComplete() throws Exception {
    List<TelemetryBatch> batches = new ArrayList<>();
    for (int seq = 0; seq < 40; seq++) {
      batches.add(batch("m", "s", seq, START + seq * 1000L, 1, "x"));
    }
    for (LakeFormat format : List.of(LakeFormat.AVRO, LakeFormat.JSON)) {
      lake = folder.resolve("lake-" + format);
      LakeStore into = new LakeStore(folder.resolve("parquet-" + format));
      LakeFixture.write(
          lake,
          MINUTE,
          format,
          ONE_BLOB,
          batches.stream().map(batch -> message("d", batch)).toList());
      Path blob = LakeFixture.blobs(lake).getFirst();
      byte[] whole = Files.readAllBytes(blob);
      for (int length : new int[] {3, whole.length / 2, whole.length - 5}) {
        Files.write(blob, Arrays.copyOf(whole, length));
        assertThat(compact(into, 1).damaged()).as("%s of %d bytes", format, length).isEqualTo(1);
        assertThat(StoredReadings.of(into)).isEmpty();
      }
      Files.write(blob, whole);

      compact(into, 1);

      assertThat(StoredReadings.of(into)).isEqualTo(StoredReadings.expected(Map.of("d", batches)));
    }
  }

  @Test
  void messagesThatCannotBeUsedAreCountedByReason() throws Exception {
    LakeFixture.write(
        lake,
        MINUTE,
        LakeFormat.JSON,
        ONE_BLOB,
        List.of(
            message("d", "scored", "no JSON"),
            message("d", "telemetry", "{\"v\":9}"),
            message("d", "sketch", "{}"),
            message("d", "dance", "{}"),
            message("bad/device", batch("m", "s", 0, START, 1, "x")),
            message("d", "", "{\"timestamp\":1772409600,\"temperature\":21.5}"),
            message("d", "", "{\"timestamp\":1772409600,\"temperature\":21.5}")));

    CompactionResult result = compact();

    assertThat(result.refused())
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "NOT_JSON", 1L, "UNKNOWN_VERSION", 1L, "UNKNOWN_KIND", 1L, "NO_DEVICE", 1L)));
    assertThat(result.elsewhere()).isEqualTo(1);
    assertThat(result.repeats()).isEqualTo(1);
    assertThat(StoredReadings.of(store)).hasSize(1);
  }

  /** Whatever the order, the pieces and the interruptions: the same files, byte by byte. */
  @Test
  void theFilesFollowFromTheMessagesAlone() throws Exception {
    Map<String, List<TelemetryBatch>> sent = new TreeMap<>();
    List<Sent> messages = new ArrayList<>();
    Random random = new Random(7);
    for (int k = 0; k < 120; k++) {
      String device = "d" + random.nextInt(3);
      String[] signals = random.nextBoolean() ? new String[] {"a", "b"} : new String[] {"b", "C"};
      TelemetryBatch batch =
          batch("m" + k % 2, "s" + k % 5, k, START + random.nextInt(120_000), 20, signals);
      sent.computeIfAbsent(device, unused -> new ArrayList<>()).add(batch);
      messages.add(message(device, batch));
      if (random.nextInt(3) == 0) {
        messages.add(message(device, batch));
      }
    }
    String once = null;
    for (int run = 0; run < 4; run++) {
      lake = folder.resolve("lake-" + run);
      LakeStore into = new LakeStore(folder.resolve("parquet-" + run));
      Collections.shuffle(messages, random);
      for (int from = 0, minute = 0; from < messages.size(); minute++) {
        int to = Math.min(messages.size(), from + 1 + random.nextInt(60));
        LakeFixture.write(
            lake,
            "2026-03-01T00:%02d".formatted(minute),
            random.nextBoolean() ? LakeFormat.AVRO : LakeFormat.JSON,
            4096,
            messages.subList(from, to));
        from = to;
        if (random.nextBoolean()) {
          compactUntilBrokenOff(into, random);
        }
      }
      compact(into, 3000);

      assertThat(StoredReadings.of(into)).isEqualTo(StoredReadings.expected(sent));
      String all = fingerprint(into);
      assertThat(all).isEqualTo(once == null ? all : once);
      once = all;
    }
  }

  /** As a kill between a round's files and its ledger, and before later rounds. */
  private void compactUntilBrokenOff(LakeStore into, Random random) throws Exception {
    byte[] ledger = Files.exists(into.ledger()) ? Files.readAllBytes(into.ledger()) : null;
    int last = random.nextInt(3);
    try {
      new Compaction(new FolderLake(lake), into, new CompactionSettings(256, 2, 3000))
          .run(
              line -> {
                if (line.startsWith("round " + last)) {
                  throw new IllegalStateException("broken off");
                }
              });
    } catch (IllegalStateException brokenOff) {
      assertThat(brokenOff).hasMessage("broken off");
    }
    if (ledger == null) {
      Files.deleteIfExists(into.ledger());
    } else {
      Files.write(into.ledger(), ledger);
    }
  }

  private static String fingerprint(LakeStore store) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Partition partition : store.partitions()) {
      all.append(partition).append(Sha256.of(store.file(partition))).append('\n');
    }
    return all.toString();
  }

  @Test
  void aDaysRollupSumsUpItsReadingsAndFollowsThem() throws Exception {
    TelemetryBatch first = batch("m", "s", 0, START, 100, "x");
    LakeFixture.write(lake, MINUTE, LakeFormat.AVRO, ONE_BLOB, List.of(message("d", first)));
    compact();
    assertThat(rolledUp()).isEqualTo("100 readings, 100 values");
    TelemetryBatch second = batch("m", "s", 1, START + 100_000, 50, "x");
    LakeFixture.write(lake, NEXT, LakeFormat.AVRO, ONE_BLOB, List.of(message("d", second)));

    compact();

    assertThat(rolledUp()).isEqualTo("150 readings, 150 values");
  }

  @Test
  void aRollupThatAKillLeftOutIsMadeWhenTheRoundIsDoneAgain() throws Exception {
    TelemetryBatch batch = batch("m", "s", 0, START, 100, "x");
    LakeFixture.write(lake, MINUTE, LakeFormat.AVRO, ONE_BLOB, List.of(message("d", batch)));
    compact();
    for (Partition partition : store.partitions()) {
      Files.delete(Rollup.beside(store.file(partition)));
    }
    Files.delete(store.ledger());

    compact();

    assertThat(rolledUp()).isEqualTo("100 readings, 100 values");
  }

  private String rolledUp() throws IOException {
    List<Path> rollups = store.partitions().stream().map(store::file).map(Rollup::beside).toList();
    try (Database database = LakeDatabase.open(256, folder.resolve("spill"));
        Session session = database.session()) {
      return session.one(
          "SELECT sum(readings), sum(\"n.s.x\") FROM " + Sql.parquet(rollups),
          row -> "%d readings, %d values".formatted(row.getLong(1), row.getLong(2)));
    }
  }

  @Test
  void whenTheFilesWereCompleteIsWrittenDown() throws Exception {
    Instant before = Instant.now();
    TelemetryBatch batch = batch("m", "s", 0, START, 100, "x");
    LakeFixture.write(lake, MINUTE, LakeFormat.AVRO, ONE_BLOB, List.of(message("d", batch)));

    compact();

    assertThat(Freshness.read(store.folder()))
        .hasValueSatisfying(
            until -> assertThat(until).isBetween(before.minusSeconds(900), Instant.now()));
  }

  @Test
  void aFolderThatIsNotThereAndAStoreOfAnotherLakeAreRefused() throws Exception {
    assertThatThrownBy(this::compact)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("lake is no folder; name the lake's with --lake");
    Files.createDirectories(lake);
    compact();
    lake = folder.resolve("other");
    Files.createDirectories(lake);
    assertThatThrownBy(this::compact)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("name another folder with --store");
  }
}
