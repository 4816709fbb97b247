package fettle.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.gateway.notify.AlarmEvent;
import fettle.gateway.notify.Event;
import fettle.gateway.notify.Events;
import fettle.gateway.notify.Notice;
import fettle.telemetry.MachineId;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.Decision.Kind;
import fettle.telemetry.notify.EndpointStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EndpointQueueTest {
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(24), 3);
  private static final Attempt DOWN = new Attempt.Failed("it answered 500", Optional.empty());

  private final Queue<Attempt> answers = new ArrayDeque<>();
  private final List<Event> told = new ArrayList<>();
  private final List<Integer> done = new ArrayList<>();
  private final Quiet quiet = new Quiet();
  private long now = Events.NOW;
  private boolean isOurs = true;
  private Attempt otherwise = new Attempt.Delivered();

  private final EndpointQueue queue =
      new EndpointQueue(
          "ops",
          this::send,
          PATIENCE,
          3,
          quiet,
          () -> Instant.ofEpochMilli(now),
          RandomGenerator.of("L64X128MixRandom"),
          new EndpointCounts("ops", "webhook", new SimpleMeterRegistry()));

  private CompletionStage<Attempt> send(Event event) {
    told.add(event);
    Attempt next = answers.poll();
    return CompletableFuture.completedFuture(next == null ? otherwise : next);
  }

  private void add(int number) {
    Notice notice = new Notice("ops", Events.raised(Events.NOW + number));
    queue.add(notice, () -> isOurs, () -> done.add(number));
  }

  private EndpointStatus status() {
    return queue.counts().status(queue.pending(), now);
  }

  @Test
  void allIsToldInItsOrderAndTakenOffTheList() {
    add(1);
    add(2);

    queue.work();

    assertThat(done).containsExactly(1, 2);
    assertThat(told).hasSize(2);
    assertThat(status().delivered()).isEqualTo(2);
    assertThat(status().pending()).isZero();
  }

  @Test
  void whatFailsIsToldAgainAfterPausesThatGrowToABound() {
    otherwise = DOWN;
    add(1);
    List<Long> pauses = new ArrayList<>();
    long last = now;
    while (now < Events.NOW + 3_600_000) {
      int before = told.size();
      queue.work();
      if (told.size() > before) {
        pauses.add(now - last);
        last = now;
      }
      now += 100;
    }

    assertThat(pauses.get(1)).isBetween(500L, 1_100L);
    assertThat(pauses.get(4)).isBetween(4_000L, 8_100L);
    assertThat(pauses.subList(12, pauses.size())).allMatch(p -> p >= 150_000 && p <= 300_100);
    assertThat(told).hasSizeLessThan(40);
    otherwise = new Attempt.Delivered();
    now += 300_000;
    queue.work();
    assertThat(done).containsExactly(1);
  }

  @Test
  void anEndpointThatAsksForTimeGetsItUpToTheLongestPause() {
    answers.add(new Attempt.Failed("it answered 429", Optional.of(Duration.ofSeconds(100))));
    answers.add(new Attempt.Failed("it answered 429", Optional.of(Duration.ofDays(1))));
    add(1);
    queue.work();
    now += 99_000;
    queue.work();
    assertThat(told).hasSize(1);
    now += 1_000;
    queue.work();
    assertThat(told).hasSize(2);
    now += 300_000;
    queue.work();

    assertThat(done).containsExactly(1);
  }

  @Test
  void whatIsTooOldAndWhatIsTooMuchIsLetGoOf() {
    otherwise = DOWN;
    for (int i = 1; i <= 5; i++) {
      add(i);
    }
    queue.work();
    assertThat(done).containsExactly(1, 2);

    now += Duration.ofHours(25).toMillis();
    queue.work();

    assertThat(done).containsExactly(1, 2, 3, 4, 5);
    assertThat(status().givenUp()).isEqualTo(5);
    assertThat(status().lastFailure()).isEqualTo("it answered 500");
  }

  @Test
  void oneThatIsRefusedHoldsUpTheOthersForThreeAttemptsOnly() {
    Attempt refused = new Attempt.Refused("it answered 400");
    answers.addAll(List.of(refused, refused, refused));
    add(1);
    add(2);
    for (int second = 0; second < 20; second++) {
      queue.work();
      now += 1_000;
    }

    assertThat(done).containsExactly(1, 2);
    assertThat(status().givenUp()).isEqualTo(1);
    assertThat(status().delivered()).isEqualTo(1);
  }

  @Test
  void shelvedAlarmsAndThoseRaisedDuringMaintenanceOfTheirMachineOrSiteTellNobody() {
    AlarmEvent event = Events.raised(Events.NOW + 1);
    long raised = event.alarm().raised();
    String shelved = Events.raised(Events.NOW + 3).alarm().id();
    quiet.take(
        List.of(
            decision(Kind.MAINTENANCE, Decision.NO_MACHINE, raised, raised + 1, "Leipzig", ""),
            decision(Kind.MAINTENANCE, Events.PUMP, raised + 1, raised + 2, "", ""),
            decision(Kind.SHELVING, Events.PUMP, now, now + 1_000, "", shelved)));
    for (int i = 1; i <= 3; i++) {
      add(i);
    }
    queue.work();

    assertThat(told).isEmpty();
    assertThat(done).containsExactly(1, 2, 3);
    assertThat(status().silenced()).isEqualTo(3);
    now += 1_000;
    add(3);
    queue.work();
    assertThat(told).hasSize(1);
  }

  private static Decision decision(
      Kind kind, MachineId machine, long from, long to, String label, String alarm) {
    return new Decision(kind, machine, from, to, label, "anna", from, "", "", alarm, "");
  }

  @Test
  void whatAnotherGatewayHasToTellStaysOnTheList() {
    isOurs = false;
    add(1);

    queue.work();

    assertThat(told).isEmpty();
    assertThat(done).isEmpty();
    assertThat(queue.pending()).isZero();
  }
}
