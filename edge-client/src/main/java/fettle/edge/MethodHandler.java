package fettle.edge;

import java.util.Map;

/**
 * Answers a direct method. Runs on the thread that also delivers inputs and twin patches, so it
 * decides and returns; it does not wait for anything.
 */
@FunctionalInterface
public interface MethodHandler {
  /**
   * @param payload the call's JSON object, empty when there was none; numbers are {@link Long} or
   *     {@link Double}
   */
  MethodResponse invoke(Map<String, Object> payload);
}
