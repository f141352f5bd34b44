package dev.cairn.bank.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The DevTools protocol: calls, each of which has an answer, and events in between. */
final class DevTools implements WebSocket.Listener, AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;

  private final ObjectMapper json = new ObjectMapper();
  private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private final Map<String, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final StringBuilder part = new StringBuilder();
  private final CompletableFuture<WebSocket> socket;

  private DevTools(URI address) {
    this.socket = HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
        .buildAsync(address, this);
  }

  static DevTools connect(URI address) {
    DevTools devTools = new DevTools(address);
    devTools.socket.join();
    return devTools;
  }

  /** Hands the events of a page to a listener. */
  void listen(String session, Consumer<JsonNode> listener) {
    listeners.put(session, listener);
  }

  /** @param session the page; empty for the browser itself */
  JsonNode call(String method, Map<String, ?> parameters, String session) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    calls.put(id, answer);
    ObjectNode message = json.createObjectNode().put("id", id).put("method", method);
    message.set("params", json.valueToTree(parameters));
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    try {
      synchronized (this) {
        socket.join().sendText(message.toString(), true).join();
      }
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("The browser does not answer " + method, e);
    } catch (ExecutionException e) {
      throw new AssertionError(method + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    } finally {
      calls.remove(id);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      String whole = part.toString();
      part.setLength(0);
      received(whole);
    }
    webSocket.request(1);
    return CompletableFuture.completedStage(null);
  }

  private void received(String text) {
    JsonNode message;
    try {
      message = json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON from the browser", e);
    }
    CompletableFuture<JsonNode> call = calls.get(message.path("id").asInt());
    if (call == null) {
      listeners.getOrDefault(message.path("sessionId").asText(), event -> {}).accept(message);
    } else if (message.has("error")) {
      call.completeExceptionally(new IllegalStateException(message.get("error").toString()));
    } else {
      call.complete(message.get("result"));
    }
  }

  @Override
  public void close() {
    socket.join().abort();
  }
}
