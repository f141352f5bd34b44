package dev.cairn.outbox.consumer;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.embedded.KafkaServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;

/** A consumer in a process of its own, which can be stopped and killed by signals. */
final class ChildConsumer implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;

  private ChildConsumer(Process process) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts it.
   *
   * @param name which it writes beside every event that it handles
   * @param millis how long it takes for an event
   * @param kafka settings of its client, as {@code name=value}
   */
  static ChildConsumer start(
      KafkaServer server,
      TestDatabase database,
      TestTopic topic,
      String name,
      int millis,
      String... kafka) {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx128m",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        ChildConsumer.class.getName(),
        database.database().jdbcUrl(),
        database.database().username(),
        database.database().password(),
        server.bootstrapServers(),
        topic.name(),
        topic.group(),
        name,
        String.valueOf(millis)));
    command.addAll(List.of(kafka));
    try {
      return new ChildConsumer(new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start());
    } catch (IOException e) {
      throw new AssertionError("No process could be started", e);
    }
  }

  /** Prints {@code handling} when it begins an event, and ends with its standard input. */
  public static void main(String[] arguments) throws IOException {
    Map<String, Object> kafka = new HashMap<>();
    kafka.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, arguments[3]);
    for (String setting : List.of(arguments).subList(8, arguments.length)) {
      kafka.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
    }
    long millis = Long.parseLong(arguments[7]);
    try (HikariDataSource pool = TestDatabase.pool(arguments[0], arguments[1], arguments[2]);
        EventConsumer consumer = EventConsumer.start(
            kafka,
            arguments[5],
            List.of(arguments[4]),
            Delivery.exactlyOnce(pool, (event, transaction) -> {
                  TestDatabase.write(event, transaction, arguments[6]);
                  System.out.println("handling");
                  transaction.execute("select pg_sleep(?)", millis / 1000.0);
                })
                .withBatch(5),
            TestGroup.settings())) {
      consumer.onPartitions(() -> System.out.println("partitions"));
      int end = System.in.read();
      System.out.println("end " + end + ", taken over " + consumer.counts().takenOver());
    }
  }

  /** Waits for a line that begins like this, and returns it. */
  String line(String beginning) {
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(beginning)) {
          return line;
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("The process has ended without saying " + beginning);
  }

  void signal(String name) {
    try {
      int exit = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
          .start()
          .waitFor();
      if (exit != 0) {
        throw new AssertionError("No signal could be sent to " + process.pid());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Kills it with SIGKILL and returns when it is gone. */
  void kill() {
    signal("KILL");
    try {
      process.waitFor(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Closes its standard input, upon which it closes its consumer; what it says then. */
  String end() throws IOException {
    process.getOutputStream().close();
    return line("end");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
