package dev.cairn.outbox;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.outbox.settings.KafkaSettings;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A relay in a process of its own, to be killed from outside. It prints what becomes of it, and ends with
 * its standard input.
 */
final class RelayProcess {

  /**
   * Where the process waits, having said so, until it is told to go on.
   *
   * @param pass which batch of the process that is, counted from 1; 0 never waits
   */
  record Pause(CrashPoint point, int pass) {
    static final Pause NEVER = new Pause(CrashPoint.BEFORE_SEND, 0);

    /** What the process prints there. */
    String line() {
      return "at " + point;
    }
  }

  private final Pause pause;
  private final CountDownLatch released = new CountDownLatch(1);
  private int passed;

  private RelayProcess(Pause pause) {
    this.pause = pause;
  }

  static ChildJvm start(RelayRig rig, RelaySettings settings, Pause pause) {
    return start(List.of(), rig, settings, pause);
  }

  static ChildJvm start(List<String> before, RelayRig rig, RelaySettings settings, Pause pause) {
    HikariDataSource database = rig.log().pool();
    List<String> arguments = List.of(
        database.getJdbcUrl(),
        database.getUsername(),
        database.getPassword(),
        rig.log().schema(),
        String.valueOf(rig.kafka().get("bootstrap.servers")),
        settings.guarantee().id(),
        settings.lease().toString(),
        Integer.toString(settings.batchSize()),
        pause.point().name(),
        Integer.toString(pause.pass()));
    return rig.log().closing(ChildJvm.start(before, RelayProcess.class, arguments));
  }

  /** Arguments: as they are put together above. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Pause pause = new Pause(CrashPoint.valueOf(arguments[8]), Integer.parseInt(arguments[9]));
    RelayProcess process = new RelayProcess(pause);
    try (PostgresEventStore store = PostgresEventStore.connect(
        arguments[0],
        arguments[1],
        arguments[2],
        BankEvents.codec(),
        PostgresSettings.defaults().withSchema(arguments[3]).withRecovery(Duration.ofSeconds(2)))) {
      RelaySettings settings = RelaySettings.publishingTo(arguments[3] + ".")
          .withTopics(TopicSettings.singleBroker().withPartitions(2))
          .withGuarantee(guarantee(arguments[5]))
          .withLease(Duration.parse(arguments[6]))
          .withBatchSize(Integer.parseInt(arguments[7]));
      process.run(store, KafkaSettings.of(Map.of("bootstrap.servers", arguments[4])), settings);
    }
  }

  private static DeliveryGuarantee guarantee(String id) {
    List<DeliveryGuarantee> all = new ArrayList<>();
    for (Guarantee one : Guarantee.values()) {
      all.add(one.value());
    }
    return all.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private void run(PostgresEventStore store, KafkaSettings kafka, RelaySettings settings)
      throws InterruptedException {
    Thread commands = new Thread(this::obey, "commands");
    commands.setDaemon(true);
    commands.start();
    OutboxRelay relay = OutboxRelay.start(store, kafka, settings, this::at);
    relay.ended().whenComplete((nothing, failure) -> {
      System.out.println("ended: " + failure);
      Runtime.getRuntime().halt(0);
    });
    String said = "";
    while (true) {
      RelayState state = relay.state();
      String now = state.leading() ? "leading in term " + state.term() : "standing by";
      if (!now.equals(said)) {
        System.out.println(now);
        said = now;
      }
      Thread.sleep(5);
    }
  }

  private void at(CrashPoint point) {
    if (point == pause.point() && ++passed == pause.pass()) {
      System.out.println(pause.line());
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void obey() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        released.countDown();
      }
    } catch (IOException e) {
      System.out.println("No commands: " + e);
    }
    Runtime.getRuntime().halt(0);
  }
}
