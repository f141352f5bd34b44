package dev.cairn.bank.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium of this machine, until it is closed. */
public final class Chromium implements AutoCloseable {

  private static final String LISTENING = "DevTools listening on ";

  private final Process process;
  private final Path profile;
  private final DevTools devTools;

  private Chromium(Process process, Path profile, DevTools devTools) {
    this.process = process;
    this.profile = profile;
    this.devTools = devTools;
  }

  /** Where one is installed: what the property {@code chromium} says, or where systems put it. */
  public static Optional<Path> installed() {
    String given = System.getProperty("chromium");
    List<String> places = given == null
        ? List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        : List.of(given);
    return places.stream().map(Path::of).filter(Files::isExecutable).findFirst();
  }

  public static Chromium start(Path program) throws IOException {
    Path profile = Files.createTempDirectory("chromium");
    // Without a sandbox, because a test may run as root; it sees the bank's own page only.
    Process process = new ProcessBuilder(
            program.toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--hide-scrollbars",
            "--lang=en-GB",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "about:blank")
        .redirectErrorStream(true)
        .start();
    try {
      return new Chromium(process, profile, DevTools.connect(address(process)));
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static URI address(Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.append(line).append('\n');
      if (line.startsWith(LISTENING)) {
        // Nobody reads it further, and a full pipe would stop the browser.
        Thread drain = new Thread(() -> output.lines().forEach(rest -> {}), "chromium-output");
        drain.setDaemon(true);
        drain.start();
        return URI.create(line.substring(LISTENING.length()));
      }
    }
    throw new IOException("Chromium did not start: " + said);
  }

  /** A page of its own, with a memory of its own. */
  public BrowserPage open(URI address) {
    JsonNode target = devTools.call("Target.createTarget", Map.of("url", "about:blank"), "");
    JsonNode session = devTools.call(
        "Target.attachToTarget",
        Map.of("targetId", target.get("targetId").asText(), "flatten", true),
        "");
    BrowserPage page = new BrowserPage(devTools, session.get("sessionId").asText());
    page.show(address);
    return page;
  }

  @Override
  public void close() {
    devTools.close();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    delete(profile);
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // Its last files come and go while it ends; the system clears its temporary directory.
    }
  }
}
