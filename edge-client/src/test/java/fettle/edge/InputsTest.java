package fettle.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.sdk.iot.device.IotHubMessageResult;
import com.microsoft.azure.sdk.iot.device.Message;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InputsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Inputs inputs =
      new Inputs(
          Map.of("telemetry", message -> Uni.createFrom().voidItem()),
          EdgeOptions.DEFAULT,
          new EdgeMeters(registry));
  private final Warnings warnings = new Warnings();
  private final Logger log = Logger.getLogger(Inputs.class.getName());

  @BeforeEach
  void listen() {
    log.addHandler(warnings);
  }

  @AfterEach
  void stopListening() {
    log.removeHandler(warnings);
  }

  @Test
  void messagesOnAnInputThatNobodyHandlesAreCountedAndToldOfOnce() {
    assertThat(inputs.unknown(on("telemetri"))).isEqualTo(IotHubMessageResult.COMPLETE);
    inputs.unknown(on("telemetri"));
    inputs.unknown(on("other"));

    assertThat(unknown("telemetri").count()).isEqualTo(2);
    assertThat(unknown("other").count()).isEqualTo(1);
    assertThat(warnings.texts).hasSize(2);
    assertThat(warnings.texts.getFirst()).contains("'telemetri'", "[telemetry]");
  }

  @Test
  void inputNamesWithoutEndAreCountedTogether() {
    for (int i = 0; i < 100; i++) {
      inputs.unknown(on("input" + i));
    }

    assertThat(registry.find("fettle.edge.input.unknown").counters()).hasSizeLessThan(40);
    assertThat(
            registry.find("fettle.edge.input.unknown").counters().stream()
                .mapToDouble(Counter::count)
                .sum())
        .isEqualTo(100);
  }

  private Counter unknown(String input) {
    return registry.get("fettle.edge.input.unknown").tag("input", input).counter();
  }

  private static Message on(String input) {
    Message message = new Message("x");
    message.setInputName(input);
    return message;
  }

  private static final class Warnings extends Handler {
    private final List<String> texts = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord record) {
      if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
        texts.add(record.getMessage());
      }
    }

    @Override
    public void flush() {
      // nothing is held back
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
