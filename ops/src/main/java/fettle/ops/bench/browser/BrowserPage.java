package fettle.ops.bench.browser;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.ops.Failure;
import java.util.concurrent.TimeUnit;

/** A page in the browser. */
final class BrowserPage implements AutoCloseable {
  private static final long POLL_MS = 100;
  private static final long LIMIT_MS = 60_000;

  private final DevTools devTools;
  private final String target;
  private final String session;

  BrowserPage(DevTools devTools, String target, String session) {
    this.devTools = devTools;
    this.target = target;
    this.session = session;
  }

  void go(String url, String before) throws InterruptedException {
    call("Page.enable");
    call("Performance.enable");
    call("HeapProfiler.enable");
    call("Page.addScriptToEvaluateOnNewDocument", "source", before);
    call("Page.navigate", "url", url);
  }

  JsonNode call(String method, Object... parameters) throws InterruptedException {
    return devTools.call(session, method, parameters);
  }

  /** The value of an expression in the page, awaited where it is a promise. */
  JsonNode evaluate(String expression) throws InterruptedException {
    JsonNode result =
        call(
            "Runtime.evaluate",
            "expression",
            expression,
            "returnByValue",
            true,
            "awaitPromise",
            true);
    if (result.has("exceptionDetails")) {
      JsonNode thrown = result.path("exceptionDetails");
      throw new Failure("the page threw " + thrown.path("exception").path("description").asText());
    }
    return result.path("result").path("value");
  }

  /**
   * Waits until a condition of the page holds.
   *
   * @param what what is waited for, for the sentence that says it did not come
   */
  void await(String condition, String what) throws InterruptedException {
    for (long waited = 0; waited < LIMIT_MS; waited += POLL_MS) {
      if (evaluate("Boolean(" + condition + ")").asBoolean()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
    throw new Failure(what + " did not come within " + LIMIT_MS / 1_000 + " s");
  }

  /** A metric of the browser's main thread or heap, such as {@code TaskDuration} in seconds. */
  double metric(String name) throws InterruptedException {
    for (JsonNode metric : call("Performance.getMetrics").path("metrics")) {
      if (metric.path("name").asText().equals(name)) {
        return metric.path("value").asDouble();
      }
    }
    throw new Failure("this Chromium does not measure " + name);
  }

  /** Bytes of JavaScript's heap that are reachable. */
  double heap() throws InterruptedException {
    call("HeapProfiler.collectGarbage");
    return metric("JSHeapUsedSize");
  }

  @Override
  public void close() throws InterruptedException {
    devTools.call("", "Target.closeTarget", "targetId", target);
  }
}
