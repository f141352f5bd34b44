package dev.cairn.bank.browser;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page in the browser: what a person does with mouse and keyboard, and what they see. */
public final class BrowserPage implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Map<String, Integer> KEYS =
      Map.of("Tab", 9, "Enter", 13, "End", 35, "Home", 36, "ArrowLeft", 37, "ArrowRight", 39);

  private final DevTools devTools;
  private final String session;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  BrowserPage(DevTools devTools, String session) {
    this.devTools = devTools;
    this.session = session;
    devTools.listen(session, this::heard);
    call("Page.enable", Map.of());
    call("Runtime.enable", Map.of());
    call("Log.enable", Map.of());
    size(1440, 1000, false);
  }

  private JsonNode call(String method, Map<String, ?> parameters) {
    return devTools.call(method, parameters, session);
  }

  private void heard(JsonNode event) {
    String method = event.path("method").asText();
    JsonNode parameters = event.path("params");
    if (method.equals("Runtime.exceptionThrown")) {
      complaints.add(parameters.path("exceptionDetails").toString());
    } else if (method.equals("Log.entryAdded")
        && parameters.path("entry").path("level").asText().equals("error")) {
      complaints.add(parameters.path("entry").path("text").asText());
    }
  }

  /** Exceptions of the scripts and errors of the console, such as what the page's policy has kept out. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  void show(URI address) {
    call("Page.navigate", Map.of("url", address.toString()));
    awaitTrue("document.readyState === 'complete' && location.href.startsWith('http')");
  }

  public void size(int width, int height, boolean phone) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
  }

  /** As if the system preferred dark, or light. */
  public void dark(boolean dark) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** The value of an expression. */
  public JsonNode value(String expression) {
    JsonNode result = call(
        "Runtime.evaluate",
        Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  public void awaitTrue(String expression) {
    await(expression)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> value(expression).asBoolean());
  }

  /** What can be read there. */
  public String text(String selector) {
    return value(element(selector) + "?.innerText ?? ''").asText();
  }

  public void awaitText(String selector, String part) {
    await(selector + " shows " + part)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> {
          String shown = text(selector);
          if (!shown.contains(part)) {
            throw new AssertionError(selector + " shows " + shown);
          }
        });
  }

  private static String element(String selector) {
    return "document.querySelector(" + TextNode.valueOf(selector) + ")";
  }

  /** Clicks into the middle of it. */
  public void click(String selector) {
    awaitTrue(element(selector) + " !== null && !" + element(selector) + ".disabled");
    JsonNode box = value("(() => { const e = " + element(selector)
        + "; e.scrollIntoView({block: 'center'}); const b = e.getBoundingClientRect();"
        + " return {x: b.x + b.width / 2, y: b.y + b.height / 2}; })()");
    for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
      call(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              box.get("x").asDouble(),
              "y",
              box.get("y").asDouble(),
              "button",
              "left",
              "clickCount",
              1));
    }
  }

  /** Clicks into a field and types. */
  public void type(String selector, String text) {
    click(selector);
    type(text);
  }

  /** Types where the focus is. */
  public void type(String text) {
    call("Input.insertText", Map.of("text", text));
  }

  public void press(String key) {
    for (String type : List.of("keyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of(
              "type", type,
              "key", key,
              "code", key,
              "windowsVirtualKeyCode", KEYS.getOrDefault(key, 0),
              "text", key.equals("Enter") && type.equals("keyDown") ? "\r" : ""));
    }
  }

  /** What assistive technology is told of everything on the page. */
  public JsonNode accessibility() {
    return call("Accessibility.getFullAXTree", Map.of()).get("nodes");
  }

  /** The whole page as a picture, or what fits into its window. */
  public void screenshot(Path file, boolean whole) throws IOException {
    JsonNode picture =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(picture.get("data").asText()));
  }

  @Override
  public void close() {
    call("Page.close", Map.of());
  }
}
