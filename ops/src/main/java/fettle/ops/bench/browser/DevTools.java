package fettle.ops.bench.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.Failure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connection to a browser over the Chrome DevTools Protocol: calls and their answers; events are
 * left alone. See <a href="https://chromedevtools.github.io/devtools-protocol/">its reference</a>.
 */
final class DevTools implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LIMIT_SECONDS = 60;

  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();

  DevTools(URI address) throws InterruptedException {
    socket = await(client.newWebSocketBuilder().buildAsync(address, new Answers()), "the browser");
  }

  /**
   * @param session of a page; "" = of the browser itself
   * @param parameters names and values in turn
   * @return the answer's result
   */
  JsonNode call(String session, String method, Object... parameters) throws InterruptedException {
    int id = calls.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    ObjectNode values = message.putObject("params");
    for (int i = 0; i < parameters.length; i += 2) {
      values.set((String) parameters[i], JSON.valueToTree(parameters[i + 1]));
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    open.put(id, answer);
    await(socket.sendText(message.toString(), true), method);
    JsonNode said = await(answer, method);
    if (said.has("error")) {
      throw new Failure("the browser refused " + method + ": " + said.path("error"));
    }
    return said.path("result");
  }

  private static <T> T await(CompletableFuture<T> answer, String what) throws InterruptedException {
    try {
      return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new Failure("no answer from the browser to " + what, e);
    }
  }

  @Override
  public void close() {
    socket.abort();
    client.close();
  }

  /** Completes calls with what the browser says; parts of a message are put together. */
  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        heard(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      open.values().forEach(answer -> answer.completeExceptionally(error));
    }

    private void heard(String message) {
      try {
        JsonNode said = JSON.readTree(message);
        CompletableFuture<JsonNode> answer = open.remove(said.path("id").asInt());
        if (answer != null) {
          answer.complete(said);
        }
      } catch (JsonProcessingException e) {
        open.values().forEach(answer -> answer.completeExceptionally(e));
      }
    }
  }
}
