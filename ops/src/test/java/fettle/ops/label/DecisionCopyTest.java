package fettle.ops.label;

import static fettle.ops.label.SaidDecisions.PUMP;
import static fettle.ops.label.SaidDecisions.label;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.ops.Failure;
import fettle.ops.lake.FolderLake;
import fettle.ops.lake.LakeFiles;
import fettle.ops.store.DecisionLog;
import fettle.ops.store.PipelineStore;
import fettle.ops.store.RealRedis;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.DecisionCodec.Entry;
import fettle.telemetry.label.EntryId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionCopyTest {
  private static final Alarm OPEN =
      new Alarm(PUMP, "pump:3", 1_000, 11_000, 20_000, Alarm.OPEN, 0.9, List.of());

  @TempDir private static Path data;
  private static RealRedis redis;
  private static PipelineStore store;
  private static SaidDecisions people;

  @TempDir private Path folder;
  private DecisionLog log;
  private DecisionArchive archive;
  private DecisionCopy copy;

  @BeforeAll
  static void startRedis() throws IOException {
    redis = RealRedis.start(data);
    store = redis.store();
    people = new SaidDecisions(redis.url());
  }

  @AfterAll
  static void stopRedis() throws IOException {
    people.close();
    store.close();
    redis.close();
  }

  @BeforeEach
  void emptyRedisAndLake() {
    people.wipe();
    log = store.decisions();
    archive = new DecisionArchive(new FolderLake(folder).files());
    copy = new DecisionCopy(log, archive);
  }

  private List<Decision> inTheLake() throws Exception {
    return archive.all().stream().map(Entry::decision).toList();
  }

  @Test
  void whatIsNewIsCopiedOnceAndInItsOrder() throws Exception {
    Decision first = label(PUMP, 1, 2, "worn", 10);
    Decision second = label(PUMP, 1, 2, "ok", 9);
    people.say(first);
    people.say(second);

    assertThat(copy.copy()).isEqualTo(2);
    assertThat(copy.copy()).isZero();
    people.say(first);
    assertThat(copy.copy()).isEqualTo(1);

    assertThat(inTheLake()).containsExactly(first, second, first);
    assertThat(log.archived()).isEqualTo(archive.all().getLast().id());
  }

  @Test
  void moreThanAFileHoldsAreCopiedAllTheSame() throws Exception {
    for (int i = 0; i < 2_100; i++) {
      people.say(label(PUMP, i, i + 1, "worn", i));
    }

    assertThat(copy.copy()).isEqualTo(2_100);

    assertThat(inTheLake()).extracting(Decision::from).isSorted().hasSize(2_100);
    try (var files = Files.list(folder.resolve("decisions"))) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void aCopyThatWasKilledBeforeItWasNotedIsDoneAgainAndEachDecisionCountsOnce() throws Exception {
    people.say(label(PUMP, 1, 2, "worn", 1));
    people.say(label(PUMP, 3, 4, "worn", 2));
    archive.add(log.after(EntryId.NONE));
    people.say(label(PUMP, 5, 6, "worn", 3));

    copy.copy();

    assertThat(inTheLake()).extracting(Decision::from).containsExactly(1L, 3L, 5L);
  }

  @Test
  void aLakeThatIsAwayLeavesEverythingToBeCopiedLater() throws Exception {
    people.say(label(PUMP, 1, 2, "worn", 1));
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    LakeFiles away = new FolderLake(file).files();

    assertThatThrownBy(() -> new DecisionCopy(log, new DecisionArchive(away)).copy())
        .isInstanceOf(IOException.class);

    assertThat(log.archived()).isEqualTo(EntryId.NONE);
    assertThat(copy.copy()).isEqualTo(1);
  }

  @Test
  void onlyWhatIsInTheLakeIsLetGoOf() throws Exception {
    for (int i = 0; i < 5; i++) {
      people.say(label(PUMP, i, i + 1, "worn", i));
    }
    assertThat(log.trim(2)).isZero();
    log.archivedUpTo(log.after(EntryId.NONE).get(1).id());
    assertThat(log.trim(2)).isEqualTo(2);
    copy.copy();

    assertThat(log.trim(2)).isEqualTo(1);

    assertThat(log.after(EntryId.NONE))
        .extracting(entry -> entry.decision().from())
        .containsExactly(3L, 4L);
  }

  @Test
  void anEmptyRedisIsFilledFromTheLakeAndOneThatIsNotIsLeft() throws Exception {
    people.say(label(PUMP, 1, 2, "worn", 1));
    people.say(label(PUMP, 3, 4, "worn", 2));
    assertThat(copy.restore()).isZero();
    copy.copy();
    List<Entry> before = log.after(EntryId.NONE);
    people.wipe();

    assertThat(copy.restore()).isEqualTo(2);

    assertThat(log.after(EntryId.NONE)).isEqualTo(before);
    assertThat(copy.copy()).isZero();
    people.say(label(PUMP, 5, 6, "worn", 3));
    assertThat(copy.copy()).isEqualTo(1);
  }

  @Test
  void aLineThatCannotBeReadIsNamed() throws Exception {
    people.say(label(PUMP, 1, 2, "worn", 1));
    copy.copy();
    Path file = folder.resolve("decisions").resolve("0-1_0-1.jsonl");
    Files.writeString(file, "\n");

    assertThatThrownBy(archive::all)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("0-1_0-1.jsonl:1: ");
  }

  @Test
  void aLabelOfAnOpenAlarmIsSaidAgainOfItsWholeTimeOnceItIsOver() throws Exception {
    people.openStream();
    people.show(OPEN);
    people.say(label(OPEN, "real fault", "anna"));
    EarlyLabels early = new EarlyLabels(log, store.alarms());
    assertThat(early.follow()).isZero();
    Alarm longer =
        new Alarm(PUMP, "pump:3", 1_000, 11_000, 90_000, Alarm.OPEN, 0.9, List.of())
            .clearedAt(160_000);

    people.show(longer);

    assertThat(early.follow()).isEqualTo(1);
    assertThat(early.follow()).isZero();
    Decision again = log.after(EntryId.NONE).getLast().decision();
    assertThat(again).isEqualTo(label(OPEN, "real fault", "anna").until(90_001));
  }

  @Test
  void whatIsSaidOfAnAlarmThatIsOverOrGoneStaysAsItIs() throws Exception {
    people.openStream();
    people.show(OPEN.clearedAt(80_000));
    people.say(label(OPEN, "real fault", "anna"));
    people.say(
        label(
            new Alarm(PUMP, "pump:3", 7, 8, 9, Alarm.OPEN, 0.9, List.of()), "false alarm", "ben"));

    assertThat(new EarlyLabels(log, store.alarms()).follow()).isZero();

    assertThat(log.after(EntryId.NONE)).hasSize(2);
  }

  @Test
  void nothingIsSaidAgainOverWhatSomebodySaidMeanwhile() throws Exception {
    people.say(label(OPEN, "real fault", "anna"));
    EntryId seen = log.after(EntryId.NONE).getLast().id();
    people.say(label(OPEN, "false alarm", "ben"));

    assertThat(log.addAfter(seen, label(OPEN, "real fault", "anna"))).isFalse();

    assertThat(log.after(EntryId.NONE)).hasSize(2);
  }
}
