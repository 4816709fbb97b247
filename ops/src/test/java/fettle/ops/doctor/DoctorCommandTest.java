package fettle.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
  private final StringWriter text = new StringWriter();
  private final PrintWriter out = new PrintWriter(text);

  @Test
  void whatIsMissingMakesTheExitCodeAndIsToldWithItsWayOut() throws Exception {
    int exit =
        DoctorCommand.run(
            List.of(
                check(new Verdict.Fine("good")),
                check(new Verdict.Missing("no room", "make room"))),
            false,
            out);

    assertThat(exit).isEqualTo(1);
    assertThat(text.toString()).contains("ok", "good", "MISSING", "no room", "→ make room");
  }

  @Test
  void whatIsPoorOnlyIsNoReasonToFail() throws Exception {
    int exit = DoctorCommand.run(List.of(check(new Verdict.Poor("slow", "wait"))), false, out);

    assertThat(exit).isZero();
    assertThat(text.toString()).contains("poor", "→ wait", "Nothing that a run needs is missing.");
  }

  @Test
  void programsGetALineOfJsonForEachCheck() throws Exception {
    DoctorCommand.run(List.of(check(new Verdict.Missing("no room", "make room"))), true, out);

    assertThat(text.toString().strip())
        .isEqualTo(
            "{\"check\":\"thing\",\"verdict\":\"missing\",\"wayOut\":\"make room\",\"what\":\"no"
                + " room\"}");
  }

  private static Check check(Verdict verdict) {
    return new Check() {
      @Override
      public String name() {
        return "thing";
      }

      @Override
      public Verdict examine() {
        return verdict;
      }
    };
  }
}
