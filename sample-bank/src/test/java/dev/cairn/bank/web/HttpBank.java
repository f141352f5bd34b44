package dev.cairn.bank.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cairn.bank.Bank;
import dev.cairn.bank.CommandLineRun;
import dev.cairn.bank.running.ReadModelRun;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import dev.cairn.outbox.OutboxRelay;
import dev.cairn.outbox.RelaySettings;
import dev.cairn.outbox.TopicSettings;
import dev.cairn.outbox.settings.KafkaSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A bank of its own behind a real server, and a client of it. */
final class HttpBank implements AutoCloseable {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-14T12:00:00Z"), ZoneOffset.UTC);

  private final FreshDatabase database = Servers.sharedPostgres().freshDatabase("bank");
  private final Bank bank =
      Bank.connect(CommandLineRun.urlOf(database), "", "", Bank.Schema.MIGRATED);
  private final ReadModelRun run = ReadModelRun.start(bank);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicLong accounts = new AtomicLong(1_000);
  private final Optional<OutboxRelay> relay;
  private final ServerSettings settings;
  private BankServer server;

  HttpBank() {
    this(ServerSettings.defaults());
  }

  HttpBank(ServerSettings settings) {
    this(settings, bank -> Optional.empty());
  }

  private HttpBank(ServerSettings settings, Function<Bank, Optional<OutboxRelay>> publishing) {
    this.relay = publishing.apply(bank);
    this.settings = settings.withPort(0).withClock(CLOCK);
    this.server = serve(0);
    await().atMost(Duration.ofMinutes(1)).until(() -> get("/ready").status() == 200);
  }

  private BankServer serve(int port) {
    return BankServer.start(
        new ServedBank(bank.store(), bank.commands(), bank.projections(), relay),
        settings.withPort(port));
  }

  /** Does something while there is no server, and starts it again where it was. */
  void whileItIsAway(Runnable meanwhile) {
    int port = uri().getPort();
    server.close();
    meanwhile.run();
    server = serve(port);
  }

  /** One that publishes to a real Kafka, too. */
  static HttpBank publishing() {
    return new HttpBank(
        ServerSettings.defaults(),
        bank -> Optional.of(OutboxRelay.start(
            bank.store(),
            KafkaSettings.of(Servers.sharedKafka().clientSettings()),
            RelaySettings.publishingTo("web-" + System.nanoTime() + ".")
                .withTopics(TopicSettings.singleBroker()))));
  }

  /** An answer, and its body as JSON if it is JSON. */
  record Answer(HttpResponse<String> response, JsonNode json) {

    int status() {
      return response.statusCode();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The last part of a problem's type. */
    String problem() {
      assertThat(header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(json.get("status").asInt()).isEqualTo(status());
      assertThat(json.get("title").asText()).isNotEmpty();
      assertThat(json.get("detail").asText()).isNotEmpty();
      return json.get("type").asText().replaceFirst("^tag:cairn.dev,2026:bank/", "");
    }

    Answer expect(int status) {
      assertThat(status()).as(response.body()).isEqualTo(status);
      return this;
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.uri().resolve(path)).timeout(Duration.ofMinutes(1));
  }

  Answer get(String path, String... headers) {
    return send(with(request(path), headers).GET());
  }

  Answer head(String path) {
    return send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
  }

  Answer post(String path, String json, String... headers) {
    return send(with(request(path), headers)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
    return headers.length == 0 ? request : request.headers(headers);
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      boolean isJson = !response.body().isEmpty()
          && response.headers().firstValue("Content-Type").orElse("").contains("json");
      return new Answer(
          response,
          isJson ? new ObjectMapper().readTree(response.body()) : MissingNode.getInstance());
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON", e);
    } catch (IOException e) {
      throw new AssertionError("There was no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  /** The feed of events, as it comes. */
  InputStream feed(String... headers) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = client.send(
        with(request("/api/events"), headers).GET().build(),
        HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  /** A new account with so many cents on it; returns where it is. */
  String account(long cents) {
    long number = accounts.incrementAndGet();
    post("/api/accounts", "{\"account\":" + number + ",\"overdraftLimit\":0}").expect(201);
    String path = "/api/accounts/" + number;
    if (cents > 0) {
      post(path + "/deposits?wait=true", "{\"cents\":" + cents + "}").expect(200);
    }
    return path;
  }

  URI uri() {
    return server.uri();
  }

  BankServer server() {
    return server;
  }

  Bank bank() {
    return bank;
  }

  FreshDatabase database() {
    return database;
  }

  @Override
  public void close() {
    server.close();
    relay.ifPresent(OutboxRelay::close);
    run.close();
    bank.close();
    database.close();
  }
}
