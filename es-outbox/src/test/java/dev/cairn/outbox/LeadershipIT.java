package dev.cairn.outbox;

import static dev.cairn.outbox.BankEvents.account;
import static dev.cairn.outbox.RelayRig.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.outbox.BankEvents.Opened;
import dev.cairn.outbox.RelayHaltedException.Reason;
import dev.cairn.outbox.settings.KafkaSettings;
import dev.cairn.outbox.settings.KafkaSettingsRefusedException;
import dev.cairn.postgres.LogSchema;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.postgres.lease.Lease;
import dev.cairn.postgres.lease.Leases;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One relay leads, and hands over when it is closed or falls silent. */
class LeadershipIT {

  private static final Duration NEVER = Duration.ofMinutes(10);

  private final RelayRig rig = new RelayRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void ofTwoRelaysOneLeadsAndTheOtherGoesOnAtOnceWhenItIsClosed() {
    OutboxRelay first = rig.start(rig.settings().withLease(NEVER));
    rig.awaitLeading(first);
    OutboxRelay second = rig.start(rig.settings().withLease(NEVER));
    rig.log().deposits(20, 3);
    rig.awaitPublished(first);
    assertThat(second.state()).isEqualTo(RelayState.standingBy());

    first.close();
    rig.log().deposits(20, 3);
    rig.awaitPublished(second);

    assertThat(first.state().leading()).isFalse();
    assertThat(second.state().term()).isEqualTo(2);
    assertThat(first.ended().toCompletableFuture()).isCompleted();
    rig.requireLogAndKafkaEqual();
  }

  @Test
  void aSilentLeaderIsReplacedWhenItsLeaseIsOverAndNotBefore() {
    Lease silent = new Leases(rig.log().store().database())
        .take("relay:outbox", "ghost", Duration.ofSeconds(1))
        .orElseThrow();
    long expires = expires();
    rig.log().append(account(1), new Opened("a"));

    rig.awaitPublished(rig.start());

    assertThat(rig.log().number("(select " + micros("acquired_at") + " from @.leases)"))
        .isGreaterThanOrEqualTo(expires);
    assertThat(rig.status().term()).isEqualTo(silent.term() + 1);
  }

  private long expires() {
    return rig.log().number("(select " + micros("expires_at") + " from @.leases)");
  }

  private static String micros(String time) {
    return "cast(extract(epoch from " + time + ") * 1000000 as bigint)";
  }

  @Test
  void relaysOfOtherNamesLeadBesideEachOther() {
    rig.log().append(account(1), new Opened("a"));
    OutboxRelay one = rig.start();
    OutboxRelay two = rig.start(rig.settings()
        .withName("audit")
        .withRouting(event -> Route.to(rig.prefix() + "audit", event.streamText())));

    rig.awaitPublished(one);
    rig.awaitPublished(two);

    assertThat(rig.published()).hasSize(2);
    assertThat(RelayStatus.all(rig.log().store().database()))
        .extracting(RelayStatus::relay)
        .containsExactly("audit", "outbox");
  }

  @Test
  void closingInTheMiddleOfABatchFinishesIt() {
    CountDownLatch standing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    OutboxRelay relay = startStandingStill(standing, goOn, Duration.ofSeconds(30));

    CompletableFuture<Void> closing = CompletableFuture.runAsync(relay::close);
    assertThat(relay.ended().toCompletableFuture()).isNotDone();
    goOn.countDown();
    closing.join();

    rig.requireLogAndKafkaEqual();
    assertThat(rig.status().state()).isEqualTo("stopped");
    assertThat(rig.status().cursor()).isEqualTo(rig.log().store().head());
  }

  @Test
  void aBatchThatDoesNotEndIsAbortedAndTheNextLeaderPublishesIt() {
    CountDownLatch standing = new CountDownLatch(1);
    OutboxRelay relay = startStandingStill(standing, new CountDownLatch(1), Duration.ofMillis(100));

    relay.close();

    assertThat(relay.ended().toCompletableFuture()).isCompleted();
    assertThat(rig.published()).isEmpty();
    rig.publishAll();
    rig.requireLogAndKafkaEqual();
  }

  private OutboxRelay startStandingStill(
      CountDownLatch standing, CountDownLatch goOn, Duration closeTimeout) {
    rig.log().deposits(20, 3);
    OutboxRelay relay = rig.start(rig.settings().withCloseTimeout(closeTimeout), point -> {
      if (point == CrashPoint.IN_TRANSACTION
          && rig.log().number("(select count(*) from @.relays where established)") == 1) {
        standing.countDown();
        await(goOn);
      }
    });
    await(standing);
    return relay;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Test
  void closingAgainDoesNothingAndWhoeverClosesKeepsTheInterrupt() {
    OutboxRelay relay = rig.start();
    rig.awaitLeading(relay);
    Thread.currentThread().interrupt();
    relay.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(relay.ended().toCompletableFuture()).isCompleted();
    relay.close();
    assertThat(rig.status().state()).isEqualTo("stopped");
  }

  @Test
  void oneThatIsClosedAtOnceOrStandsByEndsToo() {
    OutboxRelay leading = rig.start();
    rig.awaitLeading(leading);
    OutboxRelay standingBy = rig.start();

    standingBy.close();

    assertThat(standingBy.ended().toCompletableFuture()).isCompleted();
    assertThat(leading.state().leading()).isTrue();
    rig.start().close();
  }

  /** As a listener or a routing may do; it cannot wait for itself. */
  @Test
  void itsOwnThreadCanCloseIt() {
    AtomicReference<OutboxRelay> self = new AtomicReference<>();
    rig.log().append(account(1), new Opened("a"));
    OutboxRelay relay = rig.start(rig.settings(), point -> {
      OutboxRelay leading = self.get();
      if (point == CrashPoint.BEFORE_NEXT && leading != null) {
        leading.close();
      }
    });
    self.set(relay);
    rig.log().append(account(1), new Opened("b"));

    patiently().until(() -> relay.ended().toCompletableFuture().isDone());
    assertThat(relay.ended().toCompletableFuture()).isCompleted();
  }

  @Test
  void withoutItsTablesItSaysHowToMakeThem() {
    String bare = rig.log().schema() + "_bare";
    LogSchema.migrate(rig.log().pool(), bare);
    PostgresEventStore store = rig.log()
        .closing(PostgresEventStore.open(
            rig.log().pool(), BankEvents.codec(), PostgresSettings.defaults().withSchema(bare)));

    RelayHaltedException halted = RelayRig.halted(
        rig.log().closing(OutboxRelay.start(store, rig.kafkaSettings(), rig.settings())));

    assertThat(halted.reason()).isEqualTo(Reason.DATABASE);
    assertThat(halted).hasMessageContaining("OutboxSchema.migrate");
  }

  @Test
  void settingsThatCannotHoldTheGuaranteeAreRefusedAtOnce() {
    Map<String, Object> settings = new HashMap<>(rig.kafka());
    settings.put("acks", "1");

    assertThatThrownBy(
            () -> OutboxRelay.start(rig.log().store(), KafkaSettings.of(settings), rig.settings()))
        .isInstanceOf(KafkaSettingsRefusedException.class)
        .hasMessageContaining("acks");
  }
}
