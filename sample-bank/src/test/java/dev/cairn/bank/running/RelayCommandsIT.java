package dev.cairn.bank.running;

import static dev.cairn.bank.CommandLineRun.bank;
import static dev.cairn.bank.CommandLineRun.bankOn;
import static dev.cairn.bank.CommandLineRun.urlOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.bank.BankCli;
import dev.cairn.bank.CommandLineRun;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.KafkaServer;
import dev.cairn.embedded.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bank publishes, on a real PostgreSQL and a real Kafka. */
final class RelayCommandsIT {

  private static final KafkaServer KAFKA = Servers.sharedKafka();
  private static final int EVENTS = 440;

  private final FreshDatabase database = Servers.sharedPostgres().freshDatabase("bank");
  private final String prefix = "bank-" + System.nanoTime() + ".";

  @TempDir
  private Path directory = Path.of("");

  @AfterEach
  void dropTheDatabase() {
    database.close();
  }

  private CommandLineRun run(String... args) throws IOException {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(kafka());
    return bankOn(database, all.toArray(String[]::new));
  }

  private List<String> kafka() throws IOException {
    Path settings = directory.resolve("kafka.properties");
    StringBuilder lines = new StringBuilder();
    KAFKA.clientSettings().forEach((key, value) -> lines.append(key + "=" + value + "\n"));
    Files.writeString(settings, lines);
    return List.of(
        "--kafka-properties", settings.toString(), "--topics", prefix, "--replication", "1");
  }

  @Test
  void anImportWithTheRelayEndsWithAReconciliation() throws IOException {
    CommandLineRun run = run("import", "--relay", "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertReconciled(run.json());

    CommandLineRun again = run("import", "--relay");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out())
        .containsPattern("events appended +0")
        .containsPattern("records in Kafka +440")
        .containsPattern("missing +0")
        .containsPattern("duplicates +0")
        .containsPattern("out of order +0");
  }

  @Test
  void whatTheRelayHasNotPublishedIsMissing() throws IOException {
    run("import");

    CommandLineRun before = run("reconcile", "--json");
    assertThat(before.exitCode()).isEqualTo(1);
    assertThat(before.json().get("missing").asLong()).isEqualTo(EVENTS);
    assertThat(before.json().get("published").asLong()).isZero();

    CommandLineRun relay = run("relay", "--once");
    assertThat(relay.exitCode()).as(relay.err()).isZero();
    CommandLineRun after = run("reconcile", "--json");
    assertThat(after.exitCode()).as(after.err()).isZero();
    assertReconciled(after.json());
  }

  @Test
  void aReconciliationSeesWhatIsRepeatedOutOfOrderChangedAndForeign() throws IOException {
    run("import", "--relay");
    ConsumerRecord<byte[], byte[]> first = firstOfSeveral();
    send(first, Map.of());
    send(first, Map.of("ce_id", "00000000-0000-4000-8000-000000000001"));

    CommandLineRun run = run("reconcile", "--json");
    assertThat(run.exitCode()).isEqualTo(1);
    JsonNode result = run.json();
    assertThat(result.get("published").asLong()).isEqualTo(EVENTS + 2);
    assertThat(result.get("duplicates").asLong()).isEqualTo(1);
    assertThat(result.get("outOfOrder").asLong()).isEqualTo(1);
    assertThat(result.get("unexpected").asLong()).isEqualTo(1);
    assertThat(result.get("missing").asLong()).isZero();
    assertThat(run("reconcile").out()).containsPattern("unexpected +1 ");
  }

  /** The first record of a key that has more, so that it is behind them when it comes again. */
  private static ConsumerRecord<byte[], byte[]> firstOfSeveral(
      List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, ConsumerRecord<byte[], byte[]>> firsts = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      ConsumerRecord<byte[], byte[]> first =
          firsts.putIfAbsent(new String(record.key(), StandardCharsets.UTF_8), record);
      if (first != null) {
        return first;
      }
    }
    throw new AssertionError("No key has two records");
  }

  private ConsumerRecord<byte[], byte[]> firstOfSeveral() {
    Map<String, Object> settings = new HashMap<>(KAFKA.clientSettings());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(prefix + "account", 0);
      consumer.assign(List.of(partition));
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      await().atMost(Duration.ofMinutes(2)).until(() -> {
        records.addAll(consumer.poll(Duration.ofMillis(100)).records(partition));
        return records.size() > 20;
      });
      return firstOfSeveral(records);
    }
  }

  private static void send(ConsumerRecord<byte[], byte[]> record, Map<String, String> headers) {
    RecordHeaders changed = new RecordHeaders(record.headers());
    headers.forEach((name, value) -> {
      changed.remove(name);
      changed.add(name, value.getBytes(StandardCharsets.UTF_8));
    });
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
        new HashMap<>(KAFKA.clientSettings()),
        new ByteArraySerializer(),
        new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(
              record.topic(), record.partition(), record.key(), record.value(), changed))
          .get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("The record was not taken", e);
    }
  }

  @Test
  void theRelayPublishesUntilItIsStopped() throws Exception {
    run("import");
    Process relay = start("relay");
    try {
      await().atMost(Duration.ofMinutes(2)).until(() -> run("reconcile").exitCode() == 0);
      assertThat(relay.isAlive()).isTrue();
      relay.destroy();
      assertThat(relay.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(relay.exitValue()).isEqualTo(143);
    } finally {
      relay.destroyForcibly();
    }
    assertThat(run("relay", "--once").exitCode()).isZero();
    assertReconciled(run("reconcile", "--json").json());
  }

  private Process start(String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        BankCli.class.getName()));
    command.addAll(List.of(args));
    command.addAll(kafka());
    command.addAll(List.of("--jdbc-url", urlOf(database)));
    return new ProcessBuilder(command)
        .redirectOutput(directory.resolve("out").toFile())
        .redirectError(directory.resolve("err").toFile())
        .start();
  }

  @Test
  void saysMistakesInFewWords() {
    assertMistake(2, "say where Kafka is", "relay", "--jdbc-url", urlOf(database));
    assertMistake(
        2,
        "--replication takes",
        bankArgs("relay", "--kafka", "localhost:1", "--replication", "0"));
    assertMistake(2, "is no host:port: 'nohost'", bankArgs("relay", "--kafka", "nohost"));
    assertMistake(
        3, "there is no such file", bankArgs("relay", "--kafka-properties", "/no/such/file"));
    assertMistake(1, "there is no bank in", "reconcile", "--data", directory + "/none");
  }

  private String[] bankArgs(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--jdbc-url", urlOf(database)));
    return all.toArray(String[]::new);
  }

  private static void assertMistake(int exitCode, String message, String... args) {
    CommandLineRun run = bank(args);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message);
  }

  private static void assertReconciled(JsonNode result) {
    assertThat(result.get("events").asLong()).isEqualTo(EVENTS);
    assertThat(result.get("published").asLong()).isEqualTo(EVENTS);
    assertThat(result.get("missing").asLong()).isZero();
    assertThat(result.get("duplicates").asLong()).isZero();
    assertThat(result.get("outOfOrder").asLong()).isZero();
    assertThat(result.get("unexpected").asLong()).isZero();
  }
}
