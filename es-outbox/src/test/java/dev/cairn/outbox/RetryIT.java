package dev.cairn.outbox;

import static dev.cairn.outbox.BankEvents.account;
import static dev.cairn.outbox.RelayRig.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.outbox.BankEvents.Deposited;
import dev.cairn.outbox.BankEvents.Opened;
import dev.cairn.postgres.parking.ParkedEvent;
import dev.cairn.postgres.parking.ParkedEvent.State;
import dev.cairn.postgres.parking.ParkedSequence;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator decides about parked events is done, in order, and on record. */
class RetryIT {

  private final RelayRig rig = new RelayRig();
  /** Deposits with these notes are refused. */
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void refuse() {
    refused.add("refuse");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private RelaySettings settings() {
    TopicRouting usual = TopicRouting.byCategory(rig.prefix());
    return rig.settings()
        .withRouting(event ->
            event.payload() instanceof Deposited deposited && refused.contains(deposited.note())
                ? Route.refused("policy says no")
                : usual.route(event));
  }

  private List<State> states() {
    return rig.parked("account:1").stream().map(ParkedEvent::state).toList();
  }

  private ParkedSequence sequence() {
    return rig.parked().list(10).get(0);
  }

  private Position position(int version) {
    return rig.log().events().stream()
        .filter(event -> event.streamText().equals("account:1"))
        .filter(event -> event.version().value() == version)
        .map(RecordedEvent::position)
        .findFirst()
        .orElseThrow();
  }

  private void awaitTried(int attempts) {
    patiently().until(() -> sequence().attempts() == attempts);
  }

  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void retriedEventsComeInOrderAndLaterOnesBehindThem(Guarantee guarantee) {
    OutboxRelay relay = rig.start(settings().withGuarantee(guarantee.value()));
    rig.log().append(account(1), new Opened("a"), new Deposited(1, "refuse"), new Deposited(2, ""));
    rig.awaitPublished(relay);
    refused.clear();
    rig.log().append(account(1), new Deposited(3, ""));
    rig.awaitPublished(relay);
    assertThat(rig.versions("account:1")).containsExactly(1L);

    rig.parked().retry("account:1", "ann");
    patiently().until(() -> relay.state().parkedStreams() == 0);
    rig.log().append(account(1), new Deposited(4, ""));
    rig.awaitPublished(relay);

    assertThat(rig.versions("account:1")).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(rig.parked().list(10)).isEmpty();
    assertThat(rig.parked("account:1")).hasSize(3).allSatisfy(event -> {
      assertThat(event.state()).isEqualTo(State.HANDLED);
      assertThat(event.settledBy()).isEqualTo("ann");
      assertThat(event.settledAt()).isAfter(event.parkedAt());
    });
  }

  @Test
  void aRetryThatFailsAgainIsOnRecordAndNothingFollows() {
    OutboxRelay relay = rig.start(settings());
    rig.log().append(account(1), new Deposited(1, "refuse"), new Deposited(2, ""));
    rig.awaitPublished(relay);

    for (int attempt = 1; attempt <= 2; attempt++) {
      rig.parked().retry("account:1", "ann");
      awaitTried(attempt);
      assertThat(sequence().lastError()).isEqualTo("policy says no");
      assertThat(sequence().lastAttemptAt()).isAfter(sequence().parkedAt());
      assertThat(sequence().retryRequestedBy()).isNull();
      assertThat(sequence().waiting()).isEqualTo(2);
    }
    assertThat(rig.published()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void aRetryGoesUpToTheEventThatFailsAgain(Guarantee guarantee) {
    refused.add("also");
    OutboxRelay relay = rig.start(settings().withGuarantee(guarantee.value()));
    rig.log()
        .append(
            account(1),
            new Deposited(1, "refuse"),
            new Deposited(2, ""),
            new Deposited(3, "also"),
            new Deposited(4, ""));
    rig.awaitPublished(relay);
    refused.remove("refuse");

    rig.parked().retry("account:1", "ann");
    awaitTried(1);

    assertThat(rig.versions("account:1")).containsExactly(1L, 2L);
    assertThat(states()).containsExactly(State.HANDLED, State.HANDLED, State.PARKED, State.PARKED);
  }

  /** What Kafka took of a retry is settled, and the rest of the log is not published again for it. */
  @Test
  void atLeastOnceARetryThatKafkaRefusesHalfWayDoesNotTakeTheCursorBack() {
    ParkingIT.makeTopicThatTakes(rig, 10_000);
    OutboxRelay relay = rig.start(settings().withGuarantee(DeliveryGuarantee.atLeastOnce()));
    rig.log()
        .append(
            account(1),
            new Deposited(1, "refuse"),
            new Deposited(2, ParkingIT.noise(50_000)),
            new Deposited(3, ""));
    rig.log().append(account(2), new Opened("b"), new Deposited(4, ""));
    rig.awaitPublished(relay);
    refused.clear();

    rig.parked().retry("account:1", "ann");
    awaitTried(1);
    rig.log().append(account(2), new Deposited(5, ""));
    rig.awaitPublished(relay);

    assertThat(rig.versions("account:2")).containsExactly(1L, 2L, 3L);
    assertThat(states()).containsExactly(State.HANDLED, State.PARKED, State.PARKED);
    assertThat(sequence().lastError()).contains("Kafka does not take it");
  }

  @Test
  void exactlyOnceARetryThatKafkaRefusesHalfWayPublishesWhatComesBefore() {
    ParkingIT.makeTopicThatTakes(rig, 10_000);
    OutboxRelay relay = rig.start(settings());
    rig.log()
        .append(
            account(1),
            new Deposited(1, "refuse"),
            new Deposited(2, ParkingIT.noise(50_000)),
            new Deposited(3, ""));
    rig.awaitPublished(relay);
    refused.clear();

    rig.parked().retry("account:1", "ann");
    awaitTried(1);

    assertThat(rig.versions("account:1")).containsExactly(1L);
    assertThat(states()).containsExactly(State.HANDLED, State.PARKED, State.PARKED);
    assertThat(sequence().lastError()).contains("Kafka does not take it");
    assertThat(relay.state().failures()).isZero();
  }

  /** The cursor in Kafka names what was retried, so whoever goes on from there finishes it. */
  @Test
  void aRetryWhoseEndGotLostIsNotPublishedTwice() {
    AtomicBoolean lost = new AtomicBoolean();
    OutboxRelay relay = rig.start(settings(), point -> {
      if (point == CrashPoint.AFTER_COMMIT && lost.getAndSet(false)) {
        throw new KafkaException("as if the process had died");
      }
    });
    rig.log().append(account(1), new Deposited(1, "refuse"), new Deposited(2, ""));
    rig.awaitPublished(relay);
    refused.clear();
    lost.set(true);

    rig.parked().retry("account:1", "ann");
    patiently()
        .until(() -> relay.state().failures() == 1 && rig.parked().list(10).isEmpty());
    rig.awaitPublished(relay);

    assertThat(rig.versions("account:1")).containsExactly(1L, 2L);
  }

  @Test
  void aRetryThatNobodyHasMadeIsMadeByTheNextLeader() {
    rig.log().append(account(1), new Deposited(1, "refuse"), new Deposited(2, ""));
    rig.publishAll(settings());
    refused.clear();
    rig.parked().retry("account:1", "ann");
    assertThat(sequence().retryRequestedBy()).isEqualTo("ann");

    rig.start(settings());
    patiently().until(() -> rig.parked().list(10).isEmpty());

    assertThat(rig.versions("account:1")).containsExactly(1L, 2L);
  }

  @Test
  void moreEventsThanOneTryHoldsComeInOrder() {
    OutboxRelay relay = rig.start(settings());
    rig.log().append(account(1), new Deposited(1, "refuse"));
    rig.log()
        .append(
            account(1),
            IntStream.range(0, 700).mapToObj(i -> new Deposited(i, "")).toArray());
    rig.awaitPublished(relay);
    refused.clear();

    rig.parked().retry("account:1", "ann");
    patiently().until(() -> rig.parked().list(10).isEmpty());

    rig.requireLogAndKafkaEqual();
  }

  @Test
  void aRetryOfWhatIsNotToBePublishedAnyMoreSettlesIt() {
    rig.log().append(account(1), new Deposited(1, "refuse"), new Deposited(2, ""));
    rig.publishAll(settings());
    rig.parked().retry("account:1", "ann");

    rig.start(rig.settings().withRouting(event -> Route.unpublished()));
    patiently().until(() -> rig.parked().list(10).isEmpty());

    assertThat(states()).containsOnly(State.HANDLED);
    assertThat(rig.published()).isEmpty();
  }

  @Test
  void withoutTheEventThatWasDiscardedTheOthersComeInOrder() {
    OutboxRelay relay = rig.start(settings());
    rig.log().append(account(1), new Deposited(1, "refuse"), new Deposited(2, ""));
    rig.awaitPublished(relay);
    rig.log().append(account(1), new Deposited(3, ""));
    rig.awaitPublished(relay);

    rig.parked().discard("account:1", position(1), "bob", "sent by mistake");
    rig.parked().retry("account:1", "ann");
    patiently().until(() -> relay.state().parkedStreams() == 0);

    assertThat(rig.versions("account:1")).containsExactly(2L, 3L);
    ParkedEvent discarded = rig.parked("account:1").get(0);
    assertThat(discarded.state()).isEqualTo(State.DISCARDED);
    assertThat(discarded.settledBy()).isEqualTo("bob");
    assertThat(discarded.settleReason()).isEqualTo("sent by mistake");
    assertThat(Objects.requireNonNull(discarded.settledAt())).isAfter(discarded.parkedAt());
  }

  @Test
  void whatComesAfterEverythingWasDiscardedIsPublished() {
    OutboxRelay relay = rig.start(settings());
    rig.log().append(account(1), new Deposited(1, "refuse"), new Deposited(2, ""));
    rig.awaitPublished(relay);

    assertThat(rig.parked().discardAll("account:1", "bob", "test data")).isEqualTo(2);
    rig.log().append(account(1), new Deposited(3, ""));
    rig.awaitPublished(relay);
    rig.log().append(account(1), new Deposited(4, "refuse"));
    rig.awaitPublished(relay);

    assertThat(rig.versions("account:1")).containsExactly(3L);
    assertThat(states()).containsExactly(State.DISCARDED, State.DISCARDED, State.PARKED);
  }

  /** Also by a relay that goes on from before it, because it was stopped in between. */
  @Test
  void whatWasDiscardedIsNeverPublished() {
    rig.log().append(account(1), new Deposited(1, "refuse"), new Deposited(2, ""));
    rig.publishAll(settings());
    rig.parked().discardAll("account:1", "bob", "test data");
    refused.clear();
    new CursorReset(rig.log().store(), rig.kafkaSettings(), settings()).to(Position.START);

    rig.publishAll(settings());

    assertThat(rig.published()).isEmpty();
  }
}
