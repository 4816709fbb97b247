package fettle.gateway.store;

import fettle.telemetry.MachineId;
import io.vertx.redis.client.Response;
import java.util.Map;

/** A step as it goes to the store; writing it again after a failure does no harm. */
public final class PreparedStep {
  private final RedisCalls redis;
  private final StepRequest request;
  private long unlisted;

  PreparedStep(RedisCalls redis, StepRequest request) {
    this.redis = redis;
    this.request = request;
  }

  /** Writes all of it or nothing. */
  public StepOutcome write() throws StoreAway {
    Response answer = redis.run(Script.STEP, request.keys(), request.args());
    unlisted = answer.get(1).toLong();
    return switch (answer.get(0).toString()) {
      case "APPLIED", "BEFORE" -> StepOutcome.WRITTEN;
      case "MOVED" -> StepOutcome.MOVED;
      case "LOST" -> StepOutcome.LOST;
      default -> throw new IllegalStateException("step.lua answered " + answer);
    };
  }

  /** Rejected messages that fell off the end of their list, for newer ones. */
  public long unlisted() {
    return unlisted;
  }

  /** The machine states it carries, as JSON. */
  public Map<MachineId, byte[]> states() {
    return request.states();
  }
}
