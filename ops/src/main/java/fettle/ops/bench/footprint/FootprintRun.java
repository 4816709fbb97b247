package fettle.ops.bench.footprint;

import fettle.ops.Failure;
import fettle.ops.bench.Processes;
import fettle.ops.bench.Usage;
import fettle.ops.deploy.EdgeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One module, started in one way, against an edge hub of its own. The inference module gets its
 * readings from a sensor module that is started before it and not measured.
 *
 * @param folder where processes work and log; new
 * @param feeder how the sensor module is started that is not measured
 * @param seconds under load, before its figures are taken
 */
record FootprintRun(
    Path folder, String bind, EdgeModule module, Start.Jvm feeder, Path models, int seconds) {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);
  private static final int IDLE_INTERVAL_MS = 2000;
  private static final int LOAD_INTERVAL_MS = 100;
  private static final int SETTLE_SECONDS = 5;
  private static final double NANOS_PER_MS = 1e6;

  /** Starts it, measures it, and ends it. */
  Footprint measure(Start start) throws IOException {
    try (FootprintStation station = new FootprintStation(folder, bind, module, models)) {
      Process fed = module == EdgeModule.SENSOR ? null : start(station, EdgeModule.SENSOR, feeder);
      long began = System.nanoTime();
      Process process = start(station, module, start);
      try {
        awaitMessages(station, process, 1);
        double first = (System.nanoTime() - began) / NANOS_PER_MS;
        pause(SETTLE_SECONDS, process);
        long idle = Usage.residentKb(process.pid()).orElse(0L);
        station.sampleEvery(LOAD_INTERVAL_MS);
        awaitMessages(station, process, station.messages() + 10);
        Usage before = Usage.of(module.id(), process.toHandle());
        long from = System.nanoTime();
        pause(seconds, process);
        Duration cpu = Usage.of(module.id(), process.toHandle()).since(before).cpu();
        double share = (double) cpu.toNanos() / (System.nanoTime() - from);
        return new Footprint(
            start.label(), first, idle, Usage.residentKb(process.pid()).orElse(0L), share);
      } finally {
        Processes.end(process);
        if (fed != null) {
          Processes.end(fed);
        }
      }
    }
  }

  private Process start(FootprintStation station, EdgeModule which, Start how) throws IOException {
    Path data = Files.createDirectories(folder.resolve(which.id()));
    ProcessBuilder builder =
        new ProcessBuilder(how.command())
            .directory(data.toFile())
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("log").toFile());
    Map<String, String> environment = builder.environment();
    environment.putAll(station.environment(which));
    environment.put("QUARKUS_HTTP_HOST", bind);
    environment.put("QUARKUS_HTTP_PORT", "0");
    environment.put("SENSOR_SIMULATED_MACHINES", "10");
    environment.put("SENSOR_SAMPLING_INTERVAL", "PT%dS".formatted(IDLE_INTERVAL_MS / 1000));
    environment.put("SENSOR_BUFFER_FOLDER", data.resolve("buffer").toString());
    environment.put("INFERENCE_MODELS_CACHE_FOLDER", data.resolve("models").toString());
    environment.put("ORT_DISABLE_TELEMETRY", "1");
    return builder.start();
  }

  private void awaitMessages(FootprintStation station, Process process, long wanted) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (station.messages() < wanted) {
      if (System.nanoTime() > deadline) {
        throw new Failure(
            "%s sent %d of %d messages; see %s"
                .formatted(module.id(), station.messages(), wanted, folder));
      }
      requireAlive(process, 2, TimeUnit.MILLISECONDS);
    }
  }

  private void pause(int length, Process process) {
    requireAlive(process, length, TimeUnit.SECONDS);
  }

  /** Waits for a time that is part of the measurement, unless the process ends within it. */
  private void requireAlive(Process process, long time, TimeUnit unit) {
    try {
      if (process.waitFor(time, unit)) {
        throw new Failure(
            "%s ended with %d; see %s".formatted(module.id(), process.exitValue(), folder));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    }
  }
}
