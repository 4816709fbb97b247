package fettle.dashboard.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JudgedMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Vertx vertx = Vertx.vertx();
  private final JudgedMetrics metrics = new JudgedMetrics(null, registry, vertx);

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void aGaugeSaysHowManyAlarmsOfAModelWereConfirmedAndDismissed() {
    metrics.show(Map.of("pump:3", new Judged(2, 1, 2 / 3.0), "pump:4", new Judged(0, 5, 0.0)));

    assertThat(gauge("pump:3", "confirmed")).isEqualTo(2);
    assertThat(gauge("pump:3", "dismissed")).isEqualTo(1);
    assertThat(gauge("pump:4", "dismissed")).isEqualTo(5);
  }

  @Test
  void whatChangedReplacesWhatWasShown() {
    metrics.show(Map.of("pump:3", new Judged(2, 1, 2 / 3.0)));

    metrics.show(Map.of("pump:3", new Judged(3, 0, 1.0)));

    assertThat(gauge("pump:3", "confirmed")).isEqualTo(3);
    assertThat(gauge("pump:3", "dismissed")).isZero();
  }

  private double gauge(String model, String judged) {
    return registry
        .get("fettle.dashboard.model.alarms")
        .tags("model", model, "judged", judged)
        .gauge()
        .value();
  }
}
