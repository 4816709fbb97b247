package fettle.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.series.Resolution;
import fettle.telemetry.MachineId;
import fettle.telemetry.store.LiveUpdate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChartViewTest {
  private static final long NOW = 1_763_900_000_000L;
  private static final Resolution SECONDS = new Resolution(PlayedGateway.TIERS.getFirst(), 1);
  private static final byte[] OLDER = {1};
  private static final byte[] NEWER = {2};

  private final ChartView chart =
      new ChartView(
          new ClientMessage.Watch(new MachineId("edge-01", "pump-01"), 120_000, 1_000),
          () -> {},
          new LiveMetrics(new SimpleMeterRegistry()));

  @Test
  void anAnswerToAnEarlierQuestionIsDroppedWhenItComesFirst() {
    long first = chart.begin(SECONDS);
    long second = chart.begin(SECONDS);

    chart.history(first, buckets(OLDER));
    chart.history(second, buckets(NEWER));

    assertThat(sent()).isEqualTo(NEWER);
  }

  @Test
  void anAnswerToAnEarlierQuestionIsDroppedWhenItComesLast() {
    long first = chart.begin(SECONDS);
    long second = chart.begin(SECONDS);
    chart.history(second, buckets(NEWER));

    chart.history(first, buckets(OLDER));
    chart.changed(first, buckets(OLDER), NOW);

    assertThat(sent()).isEqualTo(NEWER);
  }

  @Test
  void whatIsAnnouncedWhileTheHistoryIsReadIsNewer() {
    long asked = chart.begin(SECONDS);
    chart.changed(asked, buckets(NEWER), NOW);

    chart.history(asked, buckets(OLDER));

    assertThat(sent()).isEqualTo(NEWER);
  }

  @Test
  void aStateGoesWithTheNextBucketsAndByItselfWhenThereAreNone() {
    chart.history(chart.begin(SECONDS), buckets(OLDER));
    sent();

    chart.status("{}");
    chart.tick();
    assertThat(chart.hasNews()).isFalse();

    chart.tick();
    assertThat(chart.hasNews()).isTrue();
    assertThat(head()).contains("\"machine\":{}");
    assertThat(chart.hasNews()).isFalse();
  }

  private static TreeMap<Long, byte[]> buckets(byte[] packed) {
    return new TreeMap<>(Map.of(NOW, packed));
  }

  /** The one bucket that the browser is sent. */
  private byte[] sent() {
    Buffer bytes = frame();
    byte[] update = bytes.getBytes(4 + bytes.getIntLE(0), bytes.length());
    return LiveUpdate.decode(update).buckets().getFirst().packed();
  }

  private String head() {
    Buffer bytes = frame();
    return bytes.getString(4, 4 + bytes.getIntLE(0));
  }

  private Buffer frame() {
    FrameWriter frame = new FrameWriter(new ObjectMapper(), 1, NOW);
    chart.writeTo(frame);
    return frame.done();
  }
}
