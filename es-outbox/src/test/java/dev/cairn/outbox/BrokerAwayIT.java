package dev.cairn.outbox;

import static dev.cairn.outbox.BankEvents.account;
import static dev.cairn.outbox.RelayRig.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.Position;
import dev.cairn.outbox.BankEvents.Opened;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** While there is no broker the relay waits, says so, and holds one batch; nothing is lost. */
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

  /** What is in memory is a batch and the page ahead, however long a broker takes. */
  @Test
  void whileABrokerTakesItsTimeNoMoreIsPreparedThanOneBatch() {
    Set<Position> routed = ConcurrentHashMap.newKeySet();
    TopicRouting usual = TopicRouting.byCategory(rig.prefix());
    CountDownLatch answer = new CountDownLatch(1);
    OutboxRelay relay = rig.start(
        rig.settings()
            .withBatchSize(BATCH)
            .withGuarantee(DeliveryGuarantee.atLeastOnce())
            .withRouting(event -> {
              routed.add(event.position());
              return usual.route(event);
            }),
        point -> {
          if (point == CrashPoint.IN_TRANSACTION) {
            await(answer);
          }
        });
    rig.log().deposits(300, 3);
    patiently().until(() -> relay.state().lagEvents() >= 300 && relay.state().lagSeconds() > 1);

    assertThat(routed).isNotEmpty().hasSizeLessThanOrEqualTo(BATCH);

    answer.countDown();
    rig.awaitPublished(relay);
    rig.requireLogAndKafkaEqual();
    assertThat(relay.state().lagEvents()).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
