package fettle.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.telemetry.alarm.AlarmCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class JsonFormTest {
  private static final String KNOWN =
      "{\"v\":1,\"machine\":\"m\",\"session\":\"s\",\"seq\":0,\"t\":[1],\"signals\":{\"a\":[1]}";

  private final TelemetryCodec codec = new TelemetryCodec(Limits.DEFAULT);

  private long passedOver(String body) {
    long before = JsonForm.TELEMETRY.passedOver();
    assertThat(codec.decode(body.getBytes(StandardCharsets.UTF_8), "flat"))
        .isInstanceOf(Decoded.Valid.class);
    return JsonForm.TELEMETRY.passedOver() - before;
  }

  @Test
  void everyFieldOfALaterVersionIsCounted() {
    assertThat(passedOver(KNOWN + ",\"colour\":{\"r\":[1,{\"g\":2}]},\"weight\":5}")).isEqualTo(2);
  }

  @Test
  void whatIsKnownIsNotCounted() {
    assertThat(passedOver(KNOWN + "}")).isZero();
  }

  @Test
  void onlyTheFirstFieldOfAFormIsTold() {
    List<String> told = new ArrayList<>();
    Logger logger = Logger.getLogger(JsonForm.class.getName());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            told.add(line.getMessage() + List.of(line.getParameters()));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    byte[] later =
        "{\"device\":\"d\",\"machine\":\"m\",\"smell\":1,\"sound\":2}"
            .getBytes(StandardCharsets.UTF_8);
    long before = JsonForm.ALARM.passedOver();
    logger.addHandler(handler);
    try {
      AlarmCodec.decodeKnown(later);
      AlarmCodec.decodeKnown(later);
    } finally {
      logger.removeHandler(handler);
    }

    assertThat(JsonForm.ALARM.passedOver() - before).isEqualTo(4);
    assertThat(told.size()).as("none where another test was first").isLessThanOrEqualTo(1);
    assertThat(told).allSatisfy(line -> assertThat(line).contains("alarm").contains("smell"));
  }
}
