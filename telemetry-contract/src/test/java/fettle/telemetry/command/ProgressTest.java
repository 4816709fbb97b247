package fettle.telemetry.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.telemetry.command.Progress.Field;
import fettle.telemetry.command.Progress.State;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void aSentenceIsReadAgainWithItsValues() {
    Sentence sentence =
        Sentence.of(Phrase.HUB_SAID, "status", 500, "message", "no {status} \\1 \"today\"");

    Progress progress = ended(sentence.words(), sentence.encode());

    assertThat(progress.said()).contains(sentence);
    assertThat(progress.words()).isEqualTo("The hub answered 500: no {status} \\1 \"today\".");
  }

  @Test
  void aSentenceThatAnEarlierVersionSaidInItsPlaceIsTakenByItsWords() {
    String before = Sentence.of(Phrase.READS_TWIN, "module", "sensor").encode();

    assertThat(ended("The module uses it.", before).said()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"words\":\"Done.\"}",
        "{\"code\":\"prophesied\",\"words\":\"Done.\",\"when\":\"soon\"}"
      })
  void aSentenceThatIsNotKnownLeavesTheWords(String said) {
    Progress progress = ended("Done.", said);

    assertThat(progress.said()).isEmpty();
    assertThat(progress.words()).isEqualTo("Done.");
  }

  private static Progress ended(String words, String said) {
    return Progress.of(Map.of(Field.STATE, "done", Field.WORDS, words, Field.SAID, said));
  }
}
