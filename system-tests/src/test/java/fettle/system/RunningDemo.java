package fettle.system;

import fettle.ops.demo.DashboardApi;
import fettle.ops.hub.HubInfo;
import fettle.ops.local.LocalPorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** {@code ./fettle demo} as a process of its own, on a loopback address of its own. */
public final class RunningDemo implements AutoCloseable {
  public static final LocalPorts PORTS = new LocalPorts(8080, 8081, 8082, 8083, 8443, 9093, 16379);
  private static final Duration START = Duration.ofMinutes(3);
  private static final Path ROOT =
      Path.of(System.getProperty("fettle.root", "..")).toAbsolutePath().normalize();

  private final String bind;
  private final Path folder;
  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  public RunningDemo(String bind, Path folder, List<String> options) throws IOException {
    this.bind = bind;
    this.folder = folder;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Dfettle.root=" + ROOT);
    command.add("-jar");
    command.add(ROOT.resolve("ops/target/ops-0.1.0.jar").toString());
    command.addAll(List.of("demo", "--headless", "--bind", bind, "--folder", folder.toString()));
    command.addAll(options);
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Thread.ofPlatform().daemon().name("demo-output").start(this::readOutput);
  }

  private void readOutput() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        System.out.println("demo | " + line);
      }
    } catch (IOException e) {
      lines.add("output ended: " + e.getMessage());
    }
  }

  /** Waits until a line holds this text; fails at once when the demo ends without it. */
  public void awaitLine(String text) {
    Awaitility.await("a line with '" + text + "' in " + lines)
        .atMost(START)
        .pollInterval(Duration.ofMillis(100))
        .failFast(() -> !process.isAlive() && lines.stream().noneMatch(l -> l.contains(text)))
        .until(() -> lines.stream().anyMatch(line -> line.contains(text)));
  }

  public void awaitDashboard() {
    awaitLine("Dashboard  ");
  }

  /** The exit code of a demo that ends by itself. */
  public int awaitExit(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the demo has not ended within " + limit + ": " + lines);
    }
    return process.exitValue();
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  public DashboardApi api() {
    return new DashboardApi(dashboard());
  }

  /** The dashboard's first page. */
  public URI dashboard() {
    return URI.create("http://" + bind + ":" + PORTS.dashboard() + "/");
  }

  public HubInfo hub() throws IOException {
    return HubInfo.read(folder.resolve("hub/hub.json"));
  }

  /** The demo's child whose command line holds this text. */
  public ProcessHandle child(String text) {
    return process
        .descendants()
        .filter(handle -> handle.info().commandLine().orElse("").contains(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no child process with " + text));
  }

  /** Children still running. */
  public List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** Ctrl-C. */
  public void interrupt() {
    process.destroy();
  }

  @Override
  public void close() throws Exception {
    List<ProcessHandle> children = children();
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    keepLogs();
  }

  /** Keeps the logs of a run beside the test reports, where a failure can be read. */
  private void keepLogs() throws IOException {
    Path logs = folder.resolve("logs");
    if (!Files.isDirectory(logs)) {
      return;
    }
    Path kept = ROOT.resolve("system-tests/target/demo-logs").resolve(bind);
    Files.createDirectories(kept);
    try (var files = Files.list(logs)) {
      for (Path log : files.toList()) {
        Files.copy(
            log,
            kept.resolve(log.getFileName().toString()),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
