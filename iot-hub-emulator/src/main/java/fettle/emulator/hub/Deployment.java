package fettle.emulator.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A validated deployment manifest of one edge device.
 *
 * @param modules custom modules by name, in the manifest's order; {@code $edgeAgent} and {@code
 *     $edgeHub} are not among them
 * @param routes routes of {@code $edgeHub}, in the manifest's order
 * @param storeAndForward how long edgeHub keeps a message whose route names no time of its own
 * @param modulesContent the whole manifest content as it came
 */
public record Deployment(
    Map<String, Module> modules,
    List<Route> routes,
    Duration storeAndForward,
    ObjectNode modulesContent) {

  /**
   * @param image container image
   * @param createOptions Docker's create options, put together from their pieces; {@code "{}"} when
   *     there are none
   * @param env environment variables that the module gets besides edgeAgent's own
   * @param running whether its wanted status is {@code running}
   * @param restartPolicy {@code always}, {@code on-failure}, {@code on-unhealthy} or {@code never}
   * @param desired desired properties that the manifest sets; {@code null} when it does not mention
   *     them
   */
  public record Module(
      String name,
      String image,
      String createOptions,
      Map<String, String> env,
      boolean running,
      String restartPolicy,
      ObjectNode desired) {}

  /**
   * @param text {@code FROM … INTO …}, syntactically checked by edgeHub's own parser
   * @param priority 0 (first) to 9; routes without one have {@link #LOWEST}
   * @param timeToLive overrides {@link Deployment#storeAndForward()} for this route
   */
  public record Route(String name, String text, int priority, Duration timeToLive) {
    /** Routes without a priority come after all others. */
    public static final int LOWEST = 10;
  }
}
