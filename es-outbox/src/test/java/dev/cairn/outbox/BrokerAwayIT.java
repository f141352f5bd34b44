package dev.cairn.outbox;

import static dev.cairn.outbox.BankEvents.account;
import static dev.cairn.outbox.RelayRig.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.embedded.EmbeddedKafka;
import dev.cairn.event.Position;
import dev.cairn.outbox.BankEvents.Opened;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** While there is no broker the relay waits, says so, and holds one batch; nothing is lost. */
@Timeout(120)
class BrokerAwayIT {

  private static final int BATCH = 10;

  private final RelayRig rig = new RelayRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private RelaySettings settings() {
    return rig.settings().withBatchSize(BATCH).withCloseTimeout(Duration.ofMillis(200));
  }

  private void hurry() {
    rig.kafka().put("default.api.timeout.ms", 1_000);
    rig.kafka().put("request.timeout.ms", 500);
    rig.kafka().put("delivery.timeout.ms", 1_000);
    rig.kafka().put("max.block.ms", 1_000);
    rig.kafka().put("reconnect.backoff.max.ms", 100);
  }

  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void aRelayThatFindsNoBrokerWaitsReportsItAndCanBeClosed(Guarantee guarantee) {
    hurry();
    rig.kafka().put("bootstrap.servers", "127.0.0.1:1");
    rig.log().append(account(1), new Opened("a"));
    OutboxRelay relay = rig.start(settings().withGuarantee(guarantee.value()));

    patiently().until(() -> relay.state().failures() >= 2);

    assertThat(relay.state().waiting()).isTrue();
    assertThat(relay.state().leading()).isTrue();
    assertThat(rig.status().state()).isEqualTo("waiting");
    assertThat(rig.status().lastError()).contains("Timeout");
    assertThat(rig.status().lagEvents()).isEqualTo(1);
    patiently().until(() -> relay.state().lagEvents() == 1 && relay.state().lagSeconds() > 0);
    relay.close();
    assertThat(relay.ended().toCompletableFuture()).isCompleted();
    assertThat(rig.status().leading()).isFalse();
  }

  @Test
  void aBrokerThatGoesAndComesBackCostsNothingButTime() {
    hurry();
    Set<Position> routed = ConcurrentHashMap.newKeySet();
    TopicRouting usual = TopicRouting.byCategory(rig.prefix());
    try (EmbeddedKafka own = EmbeddedKafka.ephemeral()) {
      rig.kafka().put("bootstrap.servers", own.bootstrapServers());
      OutboxRelay relay = rig.start(settings().withRouting(event -> {
        routed.add(event.position());
        return usual.route(event);
      }));
      rig.log().deposits(20, 3);
      rig.awaitPublished(relay);
      routed.clear();

      own.stop();
      rig.log().deposits(300, 3);
      patiently().until(() -> relay.state().waiting());
      assertThat(routed)
          .as("events in memory beyond the page ahead")
          .hasSizeLessThanOrEqualTo(BATCH);

      own.start();
      rig.awaitPublished(relay);
      assertThat(relay.state().waiting()).isFalse();
      rig.requireLogAndKafkaEqual();
      relay.close();
    }
  }
}
