package fettle.ops.dataset;

import fettle.lake.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What must hold of the options of a data set, whoever says them. */
final class DatasetRules {
  private static final int MOST_STEPS = 100_000;

  private DatasetRules() {}

  /** A rule that does not hold. */
  record Broken(String field, Object value, String rule) {
    /** As an option of the command line. */
    String asOption() {
      return "--" + field + "=" + value + " " + rule;
    }
  }

  static List<Broken> check(DatasetSection section) {
    List<Broken> broken = new ArrayList<>();
    time(broken, "since", section.since());
    time(broken, "until", section.until());
    long step = length(broken, "resample", section.resample());
    if (step == 0 || Partition.DAY % Math.max(step, 1) != 0) {
      broken.add(
          new Broken("resample", section.resample(), "must divide a day, as 100ms, 1s and 1m do"));
    }
    if (length(broken, "fill", section.fill()) > Grid.PAUSE) {
      broken.add(new Broken("fill", section.fill(), "must be at most 1h"));
    }
    if (!section.method().equals("last") && !section.method().equals("mean")) {
      broken.add(new Broken("method", section.method(), "must be last or mean"));
    }
    if (section.window() != null) {
      window(broken, section, Math.max(step, 1));
    } else if (section.stride() != null) {
      broken.add(new Broken("stride", section.stride(), "needs window"));
    }
    if (Split.parse(section.split()).isEmpty()) {
      broken.add(
          new Broken(
              "split",
              section.split(),
              "must be time:SHARE or machine:SHARE, the share above 0 and below 1"));
    }
    return broken;
  }

  private static void window(List<Broken> broken, DatasetSection section, long step) {
    int window = section.window();
    if (section.resample() == null) {
      broken.add(
          new Broken("window", window, "needs resample: windows are cut out of an even grid"));
    }
    if (window < 2 || window > MOST_STEPS || window * step > Partition.DAY) {
      broken.add(
          new Broken(
              "window", window, "must be 2 to %,d steps and at most a day".formatted(MOST_STEPS)));
    }
    if (section.stride() != null && (section.stride() < 1 || section.stride() > MOST_STEPS)) {
      broken.add(
          new Broken("stride", section.stride(), "must be 1 to %,d steps".formatted(MOST_STEPS)));
    }
  }

  private static void time(List<Broken> broken, String field, String text) {
    if (text != null && Span.moment(text).isEmpty()) {
      broken.add(
          new Broken(
              field, text, "must be a time, as 2026-03-01T12:00:00Z, or epoch milliseconds"));
    }
  }

  /** Milliseconds; 1 when it is left out, or is no length, which is noted. */
  private static long length(List<Broken> broken, String field, String text) {
    if (text == null) {
      return 1;
    }
    OptionalLong length = Span.parse(text);
    if (length.isEmpty()) {
      broken.add(new Broken(field, text, "must be a length of time, as 500ms, 1s or PT1M"));
    }
    return length.orElse(1);
  }
}
