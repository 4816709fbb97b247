package fettle.dashboard.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.dashboard.fleet.FleetQuery;
import fettle.dashboard.problem.BadParameter;
import fettle.telemetry.MachineId;
import java.time.Duration;

/**
 * Reads what a browser says.
 *
 * <pre>
 * {"type":"watch","machine":"edge-01/pump-01","from":-120000,"points":1000}
 * {"type":"fleet","text":"pump","conditions":["anomalous"],"site":"Leipzig","sort":"-score","offset":0,"limit":40}
 * {"type":"ack","frame":7}
 * </pre>
 *
 * <p>{@code from} is epoch milliseconds, or negative: so long before now by the server's clock.
 */
final class ClientMessages {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LONGEST = Duration.ofDays(31).toMillis();
  private static final long SHORTEST = 1_000;

  /** Fewer would make a bucket of very many stored ones, all read again when one changes. */
  private static final int FEWEST_POINTS = 100;

  private final int mostPoints;

  ClientMessages(int mostPoints) {
    this.mostPoints = mostPoints;
  }

  /**
   * Reads one message.
   *
   * @param now epoch milliseconds
   * @throws BadParameter naming the field that breaks a rule
   */
  ClientMessage read(String text, long now) {
    JsonNode json = tree(text);
    return switch (json.path("type").asText()) {
      case "watch" -> watch(json, now);
      case "fleet" -> fleet(json);
      case "ack" -> new ClientMessage.Ack(integer(json, "frame", 0, Long.MAX_VALUE));
      default -> throw new BadParameter("type", "must be watch, fleet or ack");
    };
  }

  private ClientMessage watch(JsonNode json, long now) {
    long from = integer(json, "from", -LONGEST, Long.MAX_VALUE);
    long span = from < 0 ? -from : now - from;
    if (span < SHORTEST || span > LONGEST) {
      throw new BadParameter("from", "must be 1 second to 31 days before now");
    }
    int points = (int) integer(json, "points", FEWEST_POINTS, mostPoints);
    return new ClientMessage.Watch(machine(json.path("machine").asText()), span, points);
  }

  private static MachineId machine(String text) {
    try {
      return MachineId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadParameter("machine", "must be device/machine, not '" + text + "'");
    }
  }

  private static ClientMessage fleet(JsonNode json) {
    FleetQuery.Builder query =
        FleetQuery.builder()
            .text(json.path("text").asText())
            .site(json.path("site").asText())
            .sort(json.path("sort").asText());
    for (JsonNode condition : json.path("conditions")) {
      query.condition(condition.asText());
    }
    return new ClientMessage.Fleet(
        query.window(
            (int) integer(json, "offset", 0, Integer.MAX_VALUE),
            (int) integer(json, "limit", 0, FleetQuery.MOST_ROWS)));
  }

  private static long integer(JsonNode json, String name, long least, long most) {
    JsonNode value = json.path(name);
    if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > most) {
      throw new BadParameter(name, "must be a whole number from %d to %d".formatted(least, most));
    }
    return value.asLong();
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BadParameter("message", "must be a JSON object");
    }
  }
}
