package fettle.dashboard.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.dashboard.fleet.Judge;
import fettle.dashboard.series.SeriesReader;
import fettle.dashboard.store.BucketStore;
import fettle.dashboard.store.MachineStore;
import fettle.telemetry.store.MachineState;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;

/** What a machine's feed works with. */
@ApplicationScoped
public class FeedAccess {
  /** Pause before a failed read is tried again. */
  static final Duration RETRY = Duration.ofSeconds(2);

  private final MachineStore machines;
  private final BucketStore buckets;
  private final SeriesReader series;
  private final Announcements announcements;
  private final LiveLoop loop;
  private final LiveMetrics metrics;
  private final LiveBeats beats;
  private final LiveDescriptions descriptions;
  private final InstantSource clock;
  private final Judge judge;
  private final ObjectMapper mapper;

  FeedAccess(
      MachineStore machines,
      BucketStore buckets,
      SeriesReader series,
      Announcements announcements,
      LiveLoop loop,
      LiveMetrics metrics,
      LiveBeats beats,
      LiveDescriptions descriptions,
      InstantSource clock,
      Judge judge,
      ObjectMapper mapper) {
    this.machines = machines;
    this.buckets = buckets;
    this.series = series;
    this.announcements = announcements;
    this.loop = loop;
    this.metrics = metrics;
    this.beats = beats;
    this.descriptions = descriptions;
    this.clock = clock;
    this.judge = judge;
    this.mapper = mapper;
  }

  MachineStore machines() {
    return machines;
  }

  BucketStore buckets() {
    return buckets;
  }

  SeriesReader series() {
    return series;
  }

  Announcements announcements() {
    return announcements;
  }

  LiveLoop loop() {
    return loop;
  }

  LiveMetrics metrics() {
    return metrics;
  }

  LiveBeats beats() {
    return beats;
  }

  LiveDescriptions descriptions() {
    return descriptions;
  }

  long now() {
    return clock.millis();
  }

  /** The machine as it is now, as JSON for all of its viewers. */
  String judged(MachineState state) {
    try {
      return mapper.writeValueAsString(
          judge.view(state, beats.current(), descriptions.current().of(state.id()), now()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }
}
