package fettle.telemetry.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.telemetry.command.Progress.Field;
import fettle.telemetry.command.Progress.State;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long ASKED = 1_763_900_000_000L;
  private static final long WAIT = CommandKeys.LONGEST_WAIT.toMillis();
  private static final long LEASE = CommandKeys.LEASE.toMillis();

  @Test
  void aCommandThatNobodyTookInTimeIsOverEvenWhereNobodySaysSo() {
    Progress waiting = Progress.of(Map.of(Field.STATE, "waiting", Field.ASKED, "" + ASKED));

    assertThat(waiting.at(ASKED + WAIT)).isEqualTo(waiting);
    assertThat(waiting.at(ASKED + WAIT + 1).state()).isEqualTo(State.EXPIRED);
    assertThat(waiting.at(ASKED + WAIT + 1).words()).contains("No gateway took it within 60 s");
  }

  @Test
  void aCommandWhoseGatewayIsGoneIsInDoubtOnceAnotherHadTimeToSeeTo() {
    Progress running =
        Progress.of(Map.of(Field.STATE, "running", Field.UNTIL, "" + ASKED, Field.WORDS, "…"));

    assertThat(running.at(ASKED + LEASE)).isEqualTo(running);
    assertThat(running.at(ASKED + LEASE + 1).state()).isEqualTo(State.UNKNOWN);
    assertThat(running.isOver()).isFalse();
  }

  @Test
  void whatIsOverStaysAsItIs() {
    Progress done =
        Progress.of(Map.of(Field.STATE, "done", Field.ENDED, "5", Field.RESULT, "{\"time\":1}"));

    assertThat(done.at(Long.MAX_VALUE)).isEqualTo(done);
    assertThat(done.isOver()).isTrue();
    assertThatThrownBy(() -> Progress.of(Map.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
