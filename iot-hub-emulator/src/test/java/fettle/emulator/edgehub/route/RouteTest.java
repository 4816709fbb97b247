package fettle.emulator.edgehub.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.emulator.hub.DeviceMessage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {

  private static final DeviceMessage MESSAGE =
      new DeviceMessage(
          "edge-01",
          "sensor",
          "{\"temperature\":21.5,\"tags\":[\"a\",\"b\"],\"on\":true,\"none\":null,\"deep\":{\"x\":1}}"
              .getBytes(StandardCharsets.UTF_8),
          Map.of("content-type", "application/json", "message-id", "m1"),
          Map.of("kind", "telemetry", "level", "5", "odd-name.1", "x"));

  private static boolean takes(String route, String module, String output) {
    DeviceMessage message =
        new DeviceMessage(
            MESSAGE.deviceId(),
            module,
            MESSAGE.body(),
            MESSAGE.systemProperties(),
            MESSAGE.properties());
    return Route.parse(route).takes(message, output, new MessageView(message));
  }

  private static boolean holds(String condition) {
    return takes("FROM /messages/* WHERE " + condition + " INTO $upstream", "sensor", "telemetry");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/*, -, -, true",
        "/messages/*, -, -, true",
        "/messages/*, sensor, telemetry, true",
        "/MESSAGES/*, sensor, -, true",
        "/messages/modules/*, -, -, false",
        "/messages/modules/*, sensor, -, true",
        "/messages/modules/sensor/*, sensor, -, true",
        "/messages/modules/SENSOR/*, sensor, telemetry, true",
        "/messages/modules/other/*, sensor, telemetry, false",
        "/messages/modules/sensor/outputs/*, sensor, -, false",
        "/messages/modules/sensor/outputs/*, sensor, telemetry, true",
        "/messages/modules/sensor/outputs/Telemetry, sensor, telemetry, true",
        "/messages/modules/sensor/outputs/telemetry, sensor, other, false",
        "/messages/modules/sensor/outputs/telemetry, -, telemetry, false",
      })
  void aSourceTakesWhatItNames(String source, String module, String output, boolean taken) {
    assertThat(takes("FROM " + source + " INTO $upstream", module, output)).isEqualTo(taken);
  }

  @Test
  void aSinkIsUpstreamOrAnInput() {
    assertThat(Route.parse("from /messages/* into $UPSTREAM").sink())
        .isEqualTo(new RouteSink.Upstream());
    assertThat(
            Route.parse(
                    "FROM /messages/* INTO BrokeredEndpoint(\"/modules/inference/inputs/telemetry\")")
                .sink())
        .isEqualTo(new RouteSink.ModuleInput("inference", "telemetry"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind = 'telemetry'",
        "kind = \"telemetry\"",
        "kind != 'scored'",
        "kind <> 'scored'",
        "level > 4",
        "level >= 5 AND level <= 5",
        "level < 10",
        "odd-name.1 = 'x'",
        "$contentType = 'application/json'",
        "$CONNECTIONMODULEID = 'sensor'",
        "$connectionDeviceId = 'edge-01'",
        "$body.temperature > 21",
        "$body.temperature = 21.5",
        "$body.tags[1] = 'b'",
        "$body.deep.x = 1",
        "$body.on",
        "$body.on = true",
        "$body.none = null",
        "NOT (kind = 'scored')",
        "kind = 'scored' OR level = 5",
        "kind = 'scored' OR kind = 'other' OR NOT level = 6 AND true",
        "is_defined(kind)",
        "NOT is_defined(absent)",
        "is_defined($body.deep.x)",
        "NOT is_defined($body.deep.y)",
        "(kind = 'telemetry')"
      })
  void aConditionThatIsTrueTakesTheMessage(String condition) {
    assertThat(holds(condition)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind = 'Telemetry'",
        "kind > 5",
        "absent = 'x'",
        "NOT absent = 'x'",
        "absent != 'x'",
        "absent = 'x' AND true",
        "$body.temperature > 21.5",
        "$body.absent = 1",
        "$body.on = 'true'",
        "$body.on > false",
        "is_defined(absent)",
        "false",
        "kind"
      })
  void aConditionThatIsFalseOrUndefinedDoesNot(String condition) {
    assertThat(holds(condition)).isFalse();
  }

  @Test
  void aBodyThatIsNoJsonMakesBodyConditionsUndefined() {
    DeviceMessage text = new DeviceMessage("d", "m", new byte[] {1, 2}, Map.of(), Map.of());
    Route route = Route.parse("FROM /messages/* WHERE NOT $body.x = 1 INTO $upstream");
    assertThat(route.takes(text, null, new MessageView(text))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | FROM must come here",
        "FROM | a source such as /messages/*",
        "FROM /twinChangeNotifications INTO $upstream | /twinChangeNotifications is not supported",
        "FROM /messages/modules/m/inputs/x INTO $upstream | is not supported",
        "FROM /messages/* | INTO must come here",
        "FROM /messages/* INTO somewhere | the sink must be $upstream",
        "FROM /messages/* INTO BrokeredEndpoint(\"/modules/m\") | takes a quoted",
        "FROM /messages/* INTO $upstream and more | nothing may follow",
        "FROM /messages/* WHERE INTO $upstream | a value or a property is missing",
        "FROM /messages/* WHERE a = INTO $upstream | a value or a property is missing",
        "FROM /messages/* WHERE (a = 1 INTO $upstream | ) must come here",
        "FROM /messages/* WHERE length(a) = 1 INTO $upstream | only function that is supported",
        "FROM /messages/* WHERE a + 1 = 2 INTO $upstream | the operator + is not supported",
        "FROM /messages/* WHERE $twin.tags.x = 1 INTO $upstream | $twin.tags.x is not supported",
        "FROM /messages/* WHERE a = 'b INTO $upstream | without its closing",
        "FROM /messages/* WHERE a ~ 1 INTO $upstream | unexpected '~'",
        "FROM /messages/* WHERE $body..x = 1 INTO $upstream | not a path into the body",
        "FROM /messages/* WHERE a = 1.2.3 INTO $upstream | is not a number"
      })
  void whatIsNotSupportedIsNamed(String route, String problem) {
    assertThatThrownBy(() -> Route.parse(route))
        .isInstanceOf(RouteException.class)
        .hasMessageContaining(problem)
        .hasMessageContaining(route);
  }
}
