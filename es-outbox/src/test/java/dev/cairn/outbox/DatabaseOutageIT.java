package dev.cairn.outbox;

import static dev.cairn.outbox.RelayRig.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.embedded.Servers;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database is gone while the relay runs: killed, or out of reach. */
final class DatabaseOutageIT {

  /** Longer than the lease; {@code -Dcairn.outage=30} for half a minute. */
  private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("cairn.outage", 3));

  private final RelayRig rig = new RelayRig(OwnServers.log(), Servers.sharedKafka());

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void theRelaySaysThatItWaitsAndGoesOnByItself() {
    waitAndGoOn(DeliveryGuarantee.exactlyOnce());

    rig.requireLogAndKafkaEqual();
  }

  @Tag("soak")
  @Test
  void theRelaySaysThatItWaitsAndGoesOnByItselfAtLeastOnce() {
    waitAndGoOn(DeliveryGuarantee.atLeastOnce());

    rig.requireLogAndFirstCopiesEqual();
  }

  private void waitAndGoOn(DeliveryGuarantee guarantee) {
    OutboxRelay relay = rig.start(rig.settings().withGuarantee(guarantee));
    try (Load load = Load.on(rig.log(), Duration.ofMillis(5))) {
      load.awaitMore(200);
      rig.awaitLeading(relay);
      long killed = System.nanoTime();
      OwnServers.postgres().kill();
      try {
        patiently().until(() -> relay.state().waiting() || !relay.state().leading());
        await()
            .atMost(OUTAGE.plusSeconds(10))
            .until(() -> System.nanoTime() - killed > OUTAGE.toNanos());
        assertThat(relay.ended().toCompletableFuture()).isNotDone();
      } finally {
        OwnServers.postgres().start();
      }
      patiently().until(() -> relay.state().leading() && !relay.state().waiting());
      load.awaitMore(200);
    }

    rig.awaitPublished(relay);
  }

  @Test
  void connectionsThatAreCutAgainAndAgainLoseAndRepeatNothing() throws Exception {
    long seed = Long.getLong("cairn.seed", System.nanoTime());
    System.out.println("DatabaseOutageIT: -Dcairn.seed=" + seed);
    Random random = new Random(seed);
    try (ServerProxy network = new ServerProxy(OwnServers.postgres().port());
        PostgresEventStore store = behind(network);
        OutboxRelay relay =
            OutboxRelay.start(store, rig.kafkaSettings(), rig.settings().withBatchSize(50))) {
      try (Load load = Load.on(rig.log(), Duration.ofMillis(1))) {
        for (int cut = 0; cut < 15; cut++) {
          load.awaitMore(50);
          LockSupport.parkNanos(random.nextInt(50_000_000));
          network.cut();
        }
      }
      rig.awaitPublished(relay);
    }

    rig.requireLogAndKafkaEqual();
  }

  /** It still reaches Kafka, and does not know that another one leads. */
  @Test
  void aLeaderThatNoLongerReachesTheDatabaseIsReplacedAndPublishesNothingMore() throws Exception {
    try (ServerProxy network = new ServerProxy(OwnServers.postgres().port());
        PostgresEventStore store = behind(network);
        OutboxRelay first = OutboxRelay.start(store, rig.kafkaSettings(), rig.settings());
        Load load = Load.on(rig.log(), Duration.ofMillis(2))) {
      rig.awaitLeading(first);
      load.awaitMore(200);
      network.fallSilent();
      OutboxRelay second = rig.start();
      rig.awaitLeading(second);
      load.awaitMore(200);
      network.speakAgain();
      patiently().until(() -> !first.state().leading());
      load.awaitMore(200);
      load.stop();
      rig.awaitPublished(second);
    }

    rig.requireLogAndKafkaEqual();
  }

  private PostgresEventStore behind(ServerProxy network) {
    HikariDataSource direct = rig.log().pool();
    String url = direct
        .getJdbcUrl()
        .replace(":" + OwnServers.postgres().port() + "/", ":" + network.port() + "/");
    PostgresSettings settings = PostgresSettings.defaults()
        .withSchema(rig.log().schema())
        .withRecovery(Duration.ofSeconds(2));
    return PostgresEventStore.connect(
        url, direct.getUsername(), direct.getPassword(), BankEvents.codec(), settings);
  }
}
