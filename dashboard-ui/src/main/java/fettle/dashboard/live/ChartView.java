package fettle.dashboard.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import fettle.dashboard.problem.Problem;
import fettle.dashboard.series.Resolution;
import fettle.telemetry.store.LiveUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A viewer's view of one machine: what the browser has not been sent yet. A bucket is held once,
 * the newest of it, so the bound is the number of buckets in the window.
 */
final class ChartView implements Part {
  private static final int PATIENCE = 2;

  private final ClientMessage.Watch watch;
  private final Runnable news;
  private final LiveMetrics metrics;
  private final TreeMap<Long, byte[]> pending = new TreeMap<>();
  private Resolution resolution;
  private long generation;
  private boolean complete;
  private boolean reset;
  private long merged;
  private String status;
  private int statusTicks;
  private Problem problem;
  private Problem said;

  /**
   * @param news called when there is something to send
   */
  ChartView(ClientMessage.Watch watch, Runnable news, LiveMetrics metrics) {
    this.watch = watch;
    this.news = news;
    this.metrics = metrics;
  }

  /** What the browser asked for. */
  ClientMessage.Watch watch() {
    return watch;
  }

  /** The resolution shown; null before the first history is asked for. */
  Resolution resolution() {
    return resolution;
  }

  /**
   * History is being read: changes from now on are kept, and sent after it. Those from before are
   * in the history, or newer there.
   *
   * @return the number of this beginning; answers to questions from before it are of no use
   */
  long begin(Resolution chosen) {
    pending.clear();
    resolution = chosen;
    complete = false;
    return ++generation;
  }

  /** The number of the newest {@link #begin}. */
  long generation() {
    return generation;
  }

  /**
   * The history has come. What was announced meanwhile is newer, and stays.
   *
   * @param asked the beginning it was asked for at; when there was another since, nothing changes
   */
  void history(long asked, SortedMap<Long, byte[]> buckets) {
    if (asked != generation) {
      return;
    }
    buckets.forEach(pending::putIfAbsent);
    complete = true;
    reset = true;
    problem = null;
    news.run();
  }

  /**
   * Buckets as they were read, in this view's resolution.
   *
   * @param asked the beginning they were asked for after; a later one has read them itself, perhaps
   *     newer
   */
  void changed(long asked, SortedMap<Long, byte[]> buckets, long now) {
    if (asked != generation) {
      return;
    }
    buckets.forEach((start, packed) -> put(start, packed, now));
    if (complete) {
      news.run();
    }
  }

  /** Buckets as they are now, stored in this view's resolution. */
  void changed(LiveUpdate update, long now) {
    update.buckets().forEach(changed -> put(changed.start(), changed.packed(), now));
    if (complete) {
      news.run();
    }
  }

  private void put(long start, byte[] packed, long now) {
    if (!shows(start, now)) {
      return;
    }
    if (pending.put(start, packed) != null) {
      merged++;
      metrics.merged();
    }
    while (!shows(pending.firstKey(), now) || pending.size() > 2L * watch.points() + 2) {
      pending.pollFirstEntry();
    }
  }

  /** Whether a bucket with this start is in the window. */
  boolean shows(long start, long now) {
    return start >= now - watch.spanMs() - resolution.widthMs();
  }

  /**
   * The machine's state, as JSON. It goes with the next buckets: a frame of its own would hold
   * those up, as the next frame has to wait.
   */
  void status(String json) {
    status = json;
  }

  /** A second has passed: a state that no buckets took along since the last goes by itself. */
  void tick() {
    if (status != null && ++statusTicks >= PATIENCE) {
      news.run();
    }
  }

  /** There is nothing to show; said once. */
  void problem(Problem found) {
    if (!found.equals(said)) {
      said = found;
      problem = found;
      news.run();
    }
  }

  @Override
  public boolean hasNews() {
    return problem != null
        || statusTicks >= PATIENCE
        || (complete && (reset || !pending.isEmpty()));
  }

  /** About the buckets of a frame. */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  private record Head(String machine, boolean reset, long tierMs, long widthMs, long merged) {}

  @Override
  public void writeTo(FrameWriter frame) {
    if (problem != null) {
      frame.put("problem", problem);
      problem = null;
    }
    if (status != null) {
      frame.putJson("machine", status);
      status = null;
      statusTicks = 0;
    }
    if (complete && (reset || !pending.isEmpty())) {
      frame.put(
          "chart",
          new Head(
              watch.machine().toString(),
              reset,
              resolution.tier().widthMs(),
              resolution.widthMs(),
              merged));
      List<LiveUpdate.Changed> changed = new ArrayList<>(pending.size());
      pending.forEach((start, packed) -> changed.add(new LiveUpdate.Changed(start, packed)));
      frame.buckets(new LiveUpdate(resolution.widthMs(), changed));
      pending.clear();
      reset = false;
      merged = 0;
    }
  }
}
