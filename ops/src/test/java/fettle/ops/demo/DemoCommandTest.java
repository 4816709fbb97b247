package fettle.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.ops.Cli;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoCommandTest {

  @ParameterizedTest
  @CsvSource({
    "--speed=0, --speed must be greater than 0",
    "--machines=0, --machines must be 1 to 1000",
    "--exit-when-done, simulated pumps never end",
    "--bind=0.0.0.0, '--bind must be a loopback address, such as 127.0.0.2, not 0.0.0.0'",
  })
  void whatCannotBeIsRefusedBeforeAnythingIsStarted(String option, String reason) {
    Cli run = Cli.run(Map.of(), "demo", option);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(reason);
  }
}
