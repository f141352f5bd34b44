package dev.cairn.outbox;

import static dev.cairn.outbox.BankEvents.account;
import static dev.cairn.outbox.RelayRig.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.outbox.BankEvents.Deposited;
import dev.cairn.outbox.BankEvents.Opened;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each guarantee promises when somebody else interferes in the middle of a batch. */
class GuaranteeIT {

  private final RelayRig rig = new RelayRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private RelaySettings settings(Guarantee guarantee) {
    return rig.settings().withGuarantee(guarantee.value());
  }

  /** What a second relay that believes to lead would do first. */
  private void fence(int producer) {
    Map<String, Object> settings = new HashMap<>(rig.kafka());
    settings.put(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        "cairn.relay.outbox." + rig.log().store().identity().log() + "." + producer);
    try (Producer<byte[], byte[]> other =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      other.initTransactions();
    }
  }

  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void allOfThemPublishEverythingOnceAndInOrderWhenNothingFails(Guarantee guarantee) {
    rig.log().deposits(200, 5);
    OutboxRelay relay = rig.start(settings(guarantee).withBatchSize(70));
    rig.log().deposits(200, 5);
    rig.awaitPublished(relay);

    rig.requireLogAndKafkaEqual();
    assertThat(relay.state().published()).isEqualTo(400);
    assertThat(relay.state().failures()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void allOfThemGoOnWhereTheLeaderBeforeHasStopped(Guarantee guarantee) {
    for (int run = 0; run < 3; run++) {
      rig.log().deposits(30, 3);
      rig.publishAll(settings(guarantee));
    }

    rig.requireLogAndKafkaEqual();
  }

  @Test
  void exactlyOnceAFencedProducerIsReplacedAndNothingIsLostOrRepeated() {
    OutboxRelay relay = rig.start();
    rig.log().deposits(20, 3);
    rig.awaitPublished(relay);

    fence(0);
    fence(1);
    rig.log().deposits(20, 3);
    rig.awaitPublished(relay);

    rig.requireLogAndKafkaEqual();
    assertThat(relay.state().failures()).isPositive();
    assertThat(rig.status().lastError()).containsPattern("ProducerFenced|InvalidProducerEpoch");
    assertThat(rig.status().term()).isEqualTo(1);
  }

  @Test
  void exactlyOnceAProducerThatIsFencedWithinItsTransactionPublishesNothingOfIt() {
    AtomicBoolean once = new AtomicBoolean(true);
    rig.log().deposits(20, 3);
    OutboxRelay relay = rig.start(rig.settings(), point -> {
      if (point == CrashPoint.IN_TRANSACTION && isEstablished() && once.getAndSet(false)) {
        fence(0);
        fence(1);
      }
    });
    rig.awaitPublished(relay);

    assertThat(once).isFalse();
    rig.requireLogAndKafkaEqual();
    assertThat(relay.state().failures()).isPositive();
  }

  /** The answer to the commit is what gets lost; the commit is there. */
  @Test
  void exactlyOnceABatchWhoseEndGotLostIsNotPublishedTwice() {
    rig.log().deposits(20, 3);
    OutboxRelay relay = rig.start(rig.settings(), failingOnceAt(CrashPoint.AFTER_COMMIT));
    rig.awaitPublished(relay);

    rig.requireLogAndKafkaEqual();
    assertThat(relay.state().failures()).isEqualTo(1);
  }

  @Test
  void atLeastOnceABatchWhoseEndGotLostIsPublishedAgainInOrder() {
    rig.log().append(account(1), new Opened("a"), new Deposited(1, ""));
    OutboxRelay relay =
        rig.start(settings(Guarantee.AT_LEAST_ONCE), failingOnceAt(CrashPoint.AFTER_COMMIT));
    rig.awaitPublished(relay);

    assertThat(rig.versions("account:1")).containsExactly(1L, 2L, 1L, 2L);
  }

  @Test
  void atMostOnceABatchThatFailedIsNotPublishedAgain() {
    rig.log().append(account(1), new Opened("a"), new Deposited(1, ""));
    OutboxRelay relay =
        rig.start(settings(Guarantee.AT_MOST_ONCE), failingOnceAt(CrashPoint.IN_TRANSACTION));
    rig.awaitPublished(relay);
    rig.log().append(account(1), new Deposited(2, ""));
    rig.awaitPublished(relay);

    assertThat(rig.versions("account:1")).containsExactly(3L);
    assertThat(relay.state().failures()).isEqualTo(1);
  }

  private static CrashPoints failingOnceAt(CrashPoint where) {
    AtomicBoolean once = new AtomicBoolean(true);
    return point -> {
      if (point == where && once.getAndSet(false)) {
        throw new KafkaException("as if the process had died");
      }
    };
  }

  /** The first relay stands still in the middle of its batch, and wakes when a second one has gone on. */
  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void aLeaderThatWakesTooLatePublishesNothingMore(Guarantee guarantee) {
    rig.log().append(account(1), new Opened("a"), new Deposited(1, ""));
    CountDownLatch standing = new CountDownLatch(1);
    CountDownLatch wake = new CountDownLatch(1);
    CrashPoint where =
        guarantee == Guarantee.EXACTLY_ONCE ? CrashPoint.IN_TRANSACTION : CrashPoint.BEFORE_SEND;
    AtomicBoolean once = new AtomicBoolean(true);
    OutboxRelay first = rig.start(settings(guarantee), point -> {
      if (point == where && isEstablished() && once.getAndSet(false)) {
        standing.countDown();
        await(wake);
      }
    });
    await(standing);
    OutboxRelay second = rig.start(settings(guarantee));
    // The heartbeat of the first goes on, so its lease is taken from it by force.
    patiently().until(() -> {
      rig.log().execute("update @.leases set expires_at = clock_timestamp() where term = 1");
      return second.state().leading();
    });
    rig.awaitPublished(second);

    wake.countDown();
    patiently().until(() -> !first.state().leading());
    rig.log().append(account(1), new Deposited(2, ""));
    rig.awaitPublished(second);

    List<Long> versions = rig.versions("account:1");
    if (guarantee == Guarantee.AT_LEAST_ONCE) {
      assertThat(versions.stream().distinct()).containsExactly(1L, 2L, 3L);
      assertThat(rig.status().cursor()).isEqualTo(rig.log().store().head());
    } else {
      assertThat(versions).containsExactly(1L, 2L, 3L);
    }
    assertThat(rig.status().term()).isEqualTo(2);
  }

  private boolean isEstablished() {
    return rig.log().number("(select count(*) from @.relays where established)") == 1;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
