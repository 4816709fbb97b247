package fettle.emulator.hub;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Calls direct methods of connected devices and modules. */
@FunctionalInterface
public interface MethodInvoker {

  /**
   * @param moduleId {@code null} for the device itself
   * @param payloadJson JSON text; {@code null} when the caller gave none
   * @param connectTimeout how long to wait for an identity that is not connected
   * @param responseTimeout how long to wait for its answer
   * @return never fails for an expected reason; those are values of {@link MethodResult}
   */
  CompletionStage<MethodResult> invoke(
      String deviceId,
      String moduleId,
      String name,
      String payloadJson,
      Duration connectTimeout,
      Duration responseTimeout);
}
