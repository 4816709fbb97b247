package fettle.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MethodsTest {
  private final Methods methods =
      new Methods(
          Map.of(
              "ping", payload -> MethodResponse.ok(Map.of("pong", payload.size())),
              "fail",
                  payload -> {
                    throw new IllegalStateException("broken");
                  }),
          EdgeMetrics.NONE);

  @Test
  void callWithoutPayloadReachesItsHandler() {
    DirectMethodResponse response = methods.invoke("ping", null);

    assertThat(response.getStatus()).isEqualTo(200);
    assertThat(response.getPayload()).isEqualTo(Map.of("pong", 0));
  }

  @Test
  void unknownMethodIsAnsweredWithNotFound() {
    assertThat(methods.invoke("nothing", null).getStatus()).isEqualTo(404);
  }

  @Test
  void failingHandlerIsAnsweredWithItsReason() {
    DirectMethodResponse response = methods.invoke("fail", null);

    assertThat(response.getStatus()).isEqualTo(500);
    assertThat(response.getPayload()).isEqualTo(Map.of("error", "fail failed: broken"));
  }
}
