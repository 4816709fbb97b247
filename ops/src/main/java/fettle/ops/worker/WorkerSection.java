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
 */
public record WorkerSection(Map<String, String> every) implements Section {
  public static final String NAME = "worker";

  private static final Duration SHORTEST = Duration.ofMinutes(1);

  public WorkerSection {
    every = every == null ? Map.of() : Map.copyOf(every);
  }

  @Override
  public void check(Problems problems, String path) {
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

  Map<RequestedPipeline, Duration> intervals() {
    Map<RequestedPipeline, Duration> intervals = new EnumMap<>(RequestedPipeline.class);
    every.forEach(
        (pipeline, duration) ->
            intervals.put(RequestedPipeline.of(pipeline).orElseThrow(), Duration.parse(duration)));
    return intervals;
  }
}
