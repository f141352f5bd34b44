package dev.cairn.bank.running;

import static dev.cairn.bank.CommandLineRun.bankOn;
import static dev.cairn.bank.CommandLineRun.urlOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cairn.bank.BankCli;
import dev.cairn.bank.CommandLineRun;
import dev.cairn.bank.web.ServerSentEvents;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.KafkaServer;
import dev.cairn.embedded.Servers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bank serve} as a process of its own. */
final class ServeIT {

  private static final String OPEN = "The bank is open at ";

  private final FreshDatabase database = Servers.sharedPostgres().freshDatabase("bank");
  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir
  private Path directory = Path.of("");

  @AfterEach
  void dropTheDatabase() {
    database.close();
  }

  private Process start(String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        BankCli.class.getName(),
        "serve",
        "--jdbc-url",
        urlOf(database)));
    command.addAll(List.of(options));
    if (!command.contains("--port")) {
      command.addAll(List.of("--port", "0"));
    }
    return new ProcessBuilder(command)
        .redirectOutput(directory.resolve("out").toFile())
        .redirectError(directory.resolve("err").toFile())
        .start();
  }

  private URI address() {
    await().atMost(Duration.ofMinutes(1)).until(() -> output("out").contains(OPEN));
    return URI.create(output("out").lines().findFirst().orElseThrow().substring(OPEN.length()));
  }

  private String output(String name) {
    try {
      return Files.readString(directory.resolve(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode state(URI address) throws Exception {
    return new ObjectMapper()
        .readTree(send(HttpRequest.newBuilder(address.resolve("/api/state"))).body());
  }

  private static HttpRequest.Builder opening(URI address, long account) {
    return HttpRequest.newBuilder(address.resolve("/api/accounts"))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"account\":" + account + "}"));
  }

  @Test
  void servesUntilItIsToldToStop() throws Exception {
    Process bank = start();
    try {
      URI address = address();
      assertThat(address.getHost()).isEqualTo("127.0.0.1");
      assertThat(send(opening(address, 7)).statusCode()).isEqualTo(201);
      try (ServerSentEvents feed = new ServerSentEvents(client
          .send(
              HttpRequest.newBuilder(address.resolve("/api/events")).build(),
              HttpResponse.BodyHandlers.ofInputStream())
          .body())) {
        feed.next("start");
        bank.destroy();
        assertThat(bank.waitFor(20, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(bank.exitValue()).isEqualTo(143);
      assertThat(output("err")).isEmpty();
    } finally {
      bank.destroyForcibly();
    }
    assertThat(bankOn(database, "account", "7").exitCode()).isZero();
  }

  @Test
  void publishesWhatItServes() throws Exception {
    KafkaServer kafka = Servers.sharedKafka();
    Path settings = directory.resolve("kafka.properties");
    StringBuilder lines = new StringBuilder();
    kafka.clientSettings().forEach((key, value) -> lines.append(key + "=" + value + "\n"));
    Files.writeString(settings, lines);
    Process bank = start(
        "--relay",
        "--kafka-properties",
        settings.toString(),
        "--topics",
        "serve-" + System.nanoTime() + ".",
        "--replication",
        "1");
    try {
      URI address = address();
      assertThat(send(opening(address, 7)).statusCode()).isEqualTo(201);
      await().atMost(Duration.ofMinutes(1)).until(() -> {
        JsonNode relay = state(address).get("relay");
        return relay.get("standing").asText().equals("PUBLISHING")
            && relay.get("published").asLong() == 1;
      });
      assertThat(send(HttpRequest.newBuilder(address.resolve("/metrics"))).body())
          .contains("cairn_relay_published_total{relay=");
    } finally {
      bank.destroy();
      assertThat(bank.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void warnsWhereOthersCanReachIt() throws Exception {
    Process bank = start("--host", "0.0.0.0");
    try {
      address();
      assertThat(output("err")).contains("Listening on 0.0.0.0").contains("no login");
    } finally {
      bank.destroy();
      assertThat(bank.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void saysMistakesInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process bank = start("--port", Integer.toString(taken.getLocalPort()));
      assertThat(bank.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(bank.exitValue()).as(output("err")).isEqualTo(3);
      assertThat(output("err").lines())
          .singleElement()
          .asString()
          .startsWith("bank: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": Address");
    }
    CommandLineRun nowhere = bankOn(database, "serve", "--host", "300.1.1.1");
    assertThat(nowhere.exitCode()).isEqualTo(2);
    assertThat(nowhere.err()).contains("--host takes an address of this machine");
    assertThat(bankOn(database, "serve", "--port", "70000").exitCode()).isEqualTo(2);
    assertThat(bankOn(database, "serve", "--port", "x").exitCode()).isEqualTo(2);
  }
}
