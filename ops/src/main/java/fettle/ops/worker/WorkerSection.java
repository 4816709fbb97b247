package fettle.ops.worker;

import fettle.ops.environment.Problems;
import fettle.ops.environment.Section;
import fettle.telemetry.pipeline.RequestedPipeline;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The section {@code worker}.
 *
 * @param every ISO 8601 duration by pipeline, as in {@code train: P1D}: it runs by itself when its
 *     newest run, whoever asked for it, began longer ago. Left out, it runs only when asked for
 * @param compact ISO 8601 duration between two looks for what is new in the lake, {@code PT10M}
 *     when left out; {@code PT0S}: never. Seldom, and charts of the time before Redis end early,
 *     should it lose what it has; often, and a day's file is written again and again
 * @param quota ISO 8601 duration between two looks at how much of the IoT hub's quota is used,
 *     {@code PT1M} when left out; {@code PT0S}: never, and nothing warns of it
 */
public record WorkerSection(Map<String, String> every, String compact, String quota)
    implements Section {
  public static final String NAME = "worker";

  private static final Duration SHORTEST = Duration.ofMinutes(1);

  public WorkerSection {
    every = every == null ? Map.of() : Map.copyOf(every);
    compact = compact == null ? "PT10M" : compact;
    quota = quota == null ? "PT1M" : quota;
  }

  @Override
  public void check(Problems problems, String path) {
    problems.lasts(
        path + ".compact",
        compact,
        Duration.ZERO,
        "must be a duration such as PT1H, PT0S for never");
    problems.lasts(
        path + ".quota", quota, Duration.ZERO, "must be a duration such as PT1M, PT0S for never");
    every.forEach(
        (pipeline, duration) -> {
          String place = path + ".every." + pipeline;
          problems.require(
              RequestedPipeline.of(pipeline).isPresent(),
              place,
              duration,
              "is of no pipeline that can be asked for; there are "
                  + Arrays.stream(RequestedPipeline.values())
                      .map(RequestedPipeline::wire)
                      .collect(Collectors.joining(", ")));
          problems.lasts(place, duration, SHORTEST, "must be a duration such as P1D, from PT1M on");
        });
  }

  Duration compactEvery() {
    return Duration.parse(compact);
  }

  Duration quotaEvery() {
    return Duration.parse(quota);
  }

  Map<RequestedPipeline, Duration> intervals() {
    Map<RequestedPipeline, Duration> intervals = new EnumMap<>(RequestedPipeline.class);
    every.forEach(
        (pipeline, duration) ->
            intervals.put(RequestedPipeline.of(pipeline).orElseThrow(), Duration.parse(duration)));
    return intervals;
  }
}
