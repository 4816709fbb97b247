package fettle.ops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import fettle.ops.Failure;
import fettle.ops.hub.EdgeDevice;
import fettle.ops.hub.HubInfo;
import fettle.ops.local.RuntimeHost;
import fettle.recording.RecordingName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits for the end of a replay, has the lake flushed, and counts at every hop what arrived: at the
 * sensor from its twin, behind the inference module from the hub's stream, in the lake from its
 * blobs, in the rollups through the dashboard's API.
 */
final class ReplaySummary {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration STALLED = Duration.ofMinutes(2);

  private final DemoSettings settings;
  private final HubInfo hub;
  private final EdgeDevice edge;
  private final DashboardApi api;
  private final Console console;
  private final RuntimeHost runtime;

  ReplaySummary(
      DemoSettings settings,
      HubInfo hub,
      EdgeDevice edge,
      DashboardApi api,
      Console console,
      RuntimeHost runtime) {
    this.settings = settings;
    this.hub = hub;
    this.edge = edge;
    this.api = api;
    this.console = console;
    this.runtime = runtime;
  }

  /** Exit code 0 when the counts agree at every hop, 1 when they do not. */
  int finish() throws IOException, InterruptedException {
    awaitProgress("the replay to end", this::sentSoFar, this::replayDone);
    console.step("replay done");
    long sent = sentSoFar();
    awaitProgress(
        "the rollups to have every reading", this::rolledUpSoFar, () -> rolledUpSoFar() >= sent);
    edge.flushLake();
    console.step("lake flushed");
    List<MachineCounts> counts = count();
    long rejected = api.rejected();
    CountTable.print(counts, rejected, console);
    boolean agree = counts.stream().allMatch(MachineCounts::agree);
    console.line(agree ? "The counts agree at every hop." : "The counts do NOT agree.");
    return agree ? 0 : 1;
  }

  /** A question that may fail while a process restarts. */
  private interface Probe<T> {
    T ask() throws IOException, InterruptedException;
  }

  /** Waits as long as there is progress; the same figure for two minutes is a failure. */
  private void awaitProgress(String what, Probe<Long> progress, Probe<Boolean> done)
      throws InterruptedException {
    long last = -1;
    Instant lastChange = Instant.now();
    String trouble = "";
    while (true) {
      runtime
          .trouble()
          .ifPresent(
              reason -> {
                throw new Failure(reason);
              });
      try {
        if (done.ask()) {
          return;
        }
        long now = progress.ask();
        if (now != last) {
          last = now;
          lastChange = Instant.now();
        }
      } catch (IOException e) {
        trouble = "; last error: " + e.getMessage();
      }
      if (Instant.now().isAfter(lastChange.plus(STALLED))) {
        throw new Failure(
            "waited for %s, but nothing moved for %d s at %d readings%s; logs: %s"
                .formatted(what, STALLED.toSeconds(), last, trouble, settings.local().logs()));
      }
      Thread.sleep(POLL);
    }
  }

  private boolean replayDone() throws IOException {
    return edge.reported("sensor").path("replay").path("done").asBoolean();
  }

  private long sentSoFar() throws IOException {
    long sent = 0;
    for (JsonNode machine : edge.reported("sensor").path("machines")) {
      sent += machine.path("sent").asLong();
    }
    return sent;
  }

  private long rolledUpSoFar() throws IOException, InterruptedException {
    long readings = 0;
    for (JsonNode machine : api.machines()) {
      readings += machine.path("readings").asLong();
    }
    return readings;
  }

  private List<MachineCounts> count() throws IOException, InterruptedException {
    DistinctReadings inHub = new DistinctReadings();
    StreamReader.readBodies(hub.kafkaClient(), hub.topic(), inHub::add);
    DistinctReadings inLake = new DistinctReadings();
    LakeReader.readBodies(hub.lake(), inLake::add);
    JsonNode sensor = edge.reported("sensor").path("machines");
    JsonNode states = api.machines();
    List<MachineCounts> counts = new ArrayList<>();
    for (Path file : settings.replay()) {
      String machine = RecordingName.machineOf(file);
      JsonNode state = stateOf(states, machine);
      long scored = inHub.scored(machine);
      counts.add(
          new MachineCounts(
              machine,
              sensor.path(machine).path("read").asLong(),
              sensor.path(machine).path("sent").asLong(),
              scored,
              inHub.readings(machine) - scored,
              inHub.rejected(machine),
              inHub.readings(machine),
              inLake.readings(machine),
              rolledUp(state),
              state.path("late").asLong() + state.path("future").asLong(),
              state.path("repeats").asLong()));
    }
    return counts;
  }

  private static JsonNode stateOf(JsonNode states, String machine) {
    for (JsonNode state : states) {
      if (state.path("machine").asText().equals(machine)) {
        return state;
      }
    }
    return MissingNode.getInstance();
  }

  /** Readings in the coarsest buckets between the machine's first and last reading. */
  private long rolledUp(JsonNode state) throws IOException, InterruptedException {
    if (state.isMissingNode()) {
      return 0;
    }
    JsonNode series =
        api.series(
            state.path("device").asText(),
            state.path("machine").asText(),
            state.path("firstEvent").asLong(),
            state.path("lastEvent").asLong() + 1,
            60_000);
    long readings = 0;
    for (JsonNode count : series.path("readings")) {
      readings += count.asLong();
    }
    return readings;
  }
}
