package fettle.ops.bench.browser;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.ops.Failure;
import fettle.ops.process.Processes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Chromium of a benchmark's own, without a window and with nothing remembered. */
final class Chromium implements AutoCloseable {
  private static final long POLL_MS = 50;
  private static final long START_LIMIT_MS = 60_000;

  private final Process process;
  private final DevTools devTools;

  private Chromium(Process process, DevTools devTools) {
    this.process = process;
    this.devTools = devTools;
  }

  /**
   * @param folder for its profile and its log
   */
  static Chromium start(Path folder, int width, int height)
      throws IOException, InterruptedException {
    Path profile = folder.resolve("chromium");
    Process process =
        new ProcessBuilder(
                executable().toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-extensions",
                "--disable-background-networking",
                "--no-first-run",
                "--js-flags=--expose-gc",
                "--remote-debugging-port=0",
                "--window-size=" + width + "," + height,
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile())
            .start();
    try {
      return new Chromium(process, new DevTools(address(process, profile)));
    } catch (Failure | InterruptedException e) {
      Processes.end(process);
      throw e;
    }
  }

  private static Path executable() {
    String named = System.getenv("FETTLE_CHROMIUM");
    return Stream.of(
            named == null ? "" : named,
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new Failure("no Chromium is here; install it, or name it in FETTLE_CHROMIUM"));
  }

  /** It writes its port and path to a file once it listens. */
  private static URI address(Process process, Path profile)
      throws IOException, InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    for (long waited = 0; waited < START_LIMIT_MS; waited += POLL_MS) {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (lines.size() == 2) {
        return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
      }
      if (process.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new Failure("Chromium did not start, see " + profile.resolveSibling("chromium.log"));
  }

  /**
   * Opens a page.
   *
   * @param before script that runs before the page's own
   */
  BrowserPage open(String url, String before) throws InterruptedException {
    String target =
        devTools.call("", "Target.createTarget", "url", "about:blank").path("targetId").asText();
    String session =
        devTools
            .call("", "Target.attachToTarget", "targetId", target, "flatten", true)
            .path("sessionId")
            .asText();
    BrowserPage page = new BrowserPage(devTools, target, session);
    page.go(url, before);
    return page;
  }

  /** Processor seconds by kind of process, such as {@code renderer} and {@code GPU}. */
  Map<String, Double> cpuSeconds() throws InterruptedException {
    Map<String, Double> seconds = new HashMap<>();
    for (JsonNode each : devTools.call("", "SystemInfo.getProcessInfo").path("processInfo")) {
      seconds.merge(each.path("type").asText(), each.path("cpuTime").asDouble(), Double::sum);
    }
    return seconds;
  }

  @Override
  public void close() {
    devTools.close();
    Processes.end(process);
  }
}
