package fettle.ops.status;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A status for people. */
final class StatusTable {
  private static final String NONE = "-";

  private final PrintWriter out;
  private final Instant now;

  StatusTable(PrintWriter out, Instant now) {
    this.out = out;
    this.now = now;
  }

  void print(Status status) {
    out.printf("Environment %s, target %s%n", status.environment(), status.target());
    resources(status.resources());
    modules(status.modules());
    if (status.gateway() != null) {
      out.printf(
          "%ngateway %s, %s%n",
          status.gateway().ready() ? "ready" : "NOT ready",
          status.gateway().lagRecords() == null
              ? "lag not known yet"
              : "lag " + status.gateway().lagRecords() + " records");
    }
    runs(status.runs());
    settings(status.settings());
    if (!status.remarks().isEmpty()) {
      out.println();
      status.remarks().forEach(out::println);
    }
    out.flush();
  }

  private void resources(List<Status.Resource> resources) {
    if (resources.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("resource", "state", "pid", "up", "restarts", "where"));
    for (Status.Resource resource : resources) {
      rows.add(
          List.of(
              resource.name(),
              resource.state(),
              or(resource.pid()),
              resource.since() == null ? NONE : span(Duration.between(resource.since(), now)),
              or(resource.restarts()),
              resource.detail()));
    }
    columns(rows);
  }

  private void modules(List<Status.Module> modules) {
    if (modules.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("edge module", "state", "connected", "restarts", "model", "image", "reported"));
    for (Status.Module module : modules) {
      boolean same =
          module.desiredImage() != null && module.desiredImage().equals(module.reportedImage());
      rows.add(
          List.of(
              module.device() + "/" + module.name(),
              module.state(),
              module.connected() ? "yes" : "NO",
              Integer.toString(module.restarts()),
              or(module.model()),
              or(module.desiredImage()),
              same ? "same" : or(module.reportedImage())));
    }
    columns(rows);
  }

  private void runs(List<Status.Run> runs) {
    if (runs.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("last run", "result", "when", "took", "error"));
    for (Status.Run run : runs) {
      rows.add(
          List.of(
              run.pipeline(),
              run.result(),
              span(Duration.between(run.started(), now)) + " ago",
              run.ended() == null ? NONE : span(Duration.between(run.started(), run.ended())),
              or(run.error())));
    }
    columns(rows);
  }

  private void settings(List<Status.Setting> settings) {
    if (settings.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("for the cluster, in k8s/", "name", "value"));
    settings.forEach(each -> rows.add(List.of(each.file(), each.name(), each.value())));
    columns(rows);
  }

  /**
   * Columns as wide as their widest cell, without those that say nothing; the first row is the
   * head.
   */
  private void columns(List<List<String>> all) {
    List<List<String>> rows = withoutEmptyColumns(all);
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    out.println();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static List<List<String>> withoutEmptyColumns(List<List<String>> rows) {
    List<Integer> kept =
        IntStream.range(0, rows.getFirst().size())
            .filter(i -> rows.stream().skip(1).anyMatch(row -> !row.get(i).equals(NONE)))
            .boxed()
            .toList();
    return rows.stream().map(row -> kept.stream().map(row::get).toList()).toList();
  }

  private static String or(Object value) {
    return value == null ? NONE : value.toString();
  }

  /** Such as {@code 12 s}, {@code 3 min}, {@code 5 h} or {@code 4 d}. */
  static String span(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%d s", seconds);
    }
    if (duration.toHours() < 2) {
      return duration.toMinutes() + " min";
    }
    return duration.toDays() < 2 ? duration.toHours() + " h" : duration.toDays() + " d";
  }
}
