package dev.cairn.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cairn.embedded.KafkaServer;
import dev.cairn.embedded.Servers;
import dev.cairn.outbox.settings.KafkaSettings;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The relay on a real log and a real broker. */
class OutboxRelayIT {

  private static final KafkaServer KAFKA = Servers.sharedKafka();

  private final OutboxLog log = OutboxLog.create();
  private final String prefix = log.schema() + ".";

  @AfterEach
  void close() {
    log.close();
  }

  private RelaySettings settings() {
    return RelaySettings.publishingTo(prefix)
        .withTopics(TopicSettings.singleBroker())
        .withLease(Duration.ofSeconds(2));
  }

  private OutboxRelay relay(RelaySettings settings) {
    return log.closing(
        OutboxRelay.start(log.store(), KafkaSettings.of(KAFKA.clientSettings()), settings));
  }

  private void awaitPublished(OutboxRelay relay) {
    await().atMost(Duration.ofMinutes(2)).until(() -> {
      assertThat(relay.ended().toCompletableFuture()).isNotCompletedExceptionally();
      return relay.state().leading()
          && relay.state().cursor().equals(log.store().head());
    });
  }

  @Test
  void publishesEveryEventOnceInTheOrderOfItsStream() {
    log.deposits(500, 7);
    OutboxRelay relay = relay(settings());
    log.deposits(500, 7);

    awaitPublished(relay);

    CommittedRecords.requireEqual(log.events(), KAFKA.clientSettings(), prefix);
  }
}
