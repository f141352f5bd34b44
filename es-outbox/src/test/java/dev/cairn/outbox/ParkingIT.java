package dev.cairn.outbox;

import static dev.cairn.outbox.BankEvents.account;
import static dev.cairn.outbox.RelayRig.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.RecordedEvent;
import dev.cairn.outbox.BankEvents.Deposited;
import dev.cairn.outbox.BankEvents.Opened;
import dev.cairn.postgres.parking.ParkedEvent;
import dev.cairn.postgres.parking.ParkedEvent.Cause;
import dev.cairn.postgres.parking.ParkedSequence;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot be published waits, in order, with what follows it; everything else goes on. */
class ParkingIT {

  private final RelayRig rig = new RelayRig();

  @AfterEach
  void close() {
    rig.close();
  }

  /** Refuses deposits whose note says so. */
  private TopicRouting refusingNotes() {
    TopicRouting usual = TopicRouting.byCategory(rig.prefix());
    return event ->
        event.payload() instanceof Deposited deposited && deposited.note().equals("refuse")
            ? Route.refused("policy says no")
            : usual.route(event);
  }

  private RelaySettings refusing() {
    return rig.settings().withRouting(refusingNotes());
  }

  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void aRefusedEventWaitsWithTheLaterEventsOfItsStreamAndOtherStreamsGoOn(Guarantee guarantee) {
    rig.log().append(account(1), new Opened("a"), new Deposited(1, "refuse"), new Deposited(2, ""));
    rig.log().append(account(2), new Opened("b"));
    OutboxRelay relay = rig.start(refusing().withGuarantee(guarantee.value()));
    rig.awaitPublished(relay);
    rig.log().append(account(1), new Deposited(3, ""));
    rig.log().append(account(2), new Deposited(4, ""));

    rig.awaitPublished(relay);

    assertThat(rig.versions("account:1")).containsExactly(1L);
    assertThat(rig.versions("account:2")).containsExactly(1L, 2L);
    assertThat(rig.parked("account:1"))
        .extracting(ParkedEvent::cause)
        .containsExactly(Cause.POISON, Cause.FOLLOWS, Cause.FOLLOWS);
    assertThat(rig.parked("account:1"))
        .extracting(ParkedEvent::eventId)
        .containsExactlyElementsOf(
            streamOf(1).subList(1, 4).stream().map(RecordedEvent::id).toList());
    assertThat(relay.state().parkedStreams()).isEqualTo(1);
  }

  @Test
  void theRecordSaysWhyWhenAndByWhomAnEventWasParked() {
    rig.log().append(account(1), new Deposited(1, "refuse"), new Deposited(2, ""));
    OutboxRelay relay = rig.start(refusing());
    rig.awaitPublished(relay);

    ParkedSequence sequence = rig.parked().list(10).get(0);
    assertThat(sequence.key()).isEqualTo("account:1");
    assertThat(sequence.reason()).isEqualTo("policy says no");
    assertThat(sequence.waiting()).isEqualTo(2);
    assertThat(sequence.attempts()).isZero();
    ParkedEvent poison = rig.parked("account:1").get(0);
    assertThat(poison.detail()).isEqualTo("policy says no");
    assertThat(poison.parkedBy()).isEqualTo(rig.status().leader());
    assertThat(poison.parkedAt())
        .isBetween(streamOf(1).get(0).recordedAt(), rig.status().updatedAt().plusSeconds(60));
    assertThat(poison.settledAt()).isNull();
  }

  @Test
  void anEventWhoseRoutingThrowsIsParkedWithTheReason() {
    rig.log().append(account(1), new Deposited(1, "x"));
    rig.log().append(account(2), new Opened("b"));
    TopicRouting usual = TopicRouting.byCategory(rig.prefix());
    rig.publishAll(rig.settings().withRouting(event -> {
      if (event.payload() instanceof Deposited) {
        throw new IllegalStateException("no idea where to");
      }
      return usual.route(event);
    }));

    assertThat(rig.published()).hasSize(1);
    assertThat(rig.parked().list(10).get(0).reason()).contains("no idea where to");
  }

  @Test
  void anEventThatIsLargerThanARequestMayBeIsParked() {
    rig.kafka().put("max.request.size", 10_000);
    rig.log()
        .append(
            account(1),
            new Opened("a"),
            new Deposited(1, "x".repeat(20_000)),
            new Deposited(2, ""));
    rig.log().append(account(2), new Opened("b"));

    rig.publishAll();

    assertThat(rig.versions("account:1")).containsExactly(1L);
    assertThat(rig.versions("account:2")).containsExactly(1L);
    assertThat(rig.parked().list(10).get(0).reason()).contains("max.request.size is 10000");
    rig.awaitParked("account:1", 2);
  }

  /** The client lets it pass, so only the broker says it; by then it is on its way with others. */
  @Test
  void anEventThatIsTooLargeForItsTopicIsParkedAndNothingOfItsBatchIsLostOrRepeated() {
    topicThatTakes(10_000);
    rig.log()
        .append(account(1), new Opened("a"), new Deposited(1, noise(50_000)), new Deposited(2, ""));
    rig.log().append(account(2), new Opened("b"), new Deposited(3, ""));
    OutboxRelay relay = rig.start();
    rig.awaitPublished(relay);
    rig.log().append(account(1), new Deposited(4, ""));
    rig.log().append(account(2), new Deposited(5, ""));
    rig.awaitPublished(relay);

    assertThat(rig.versions("account:1")).containsExactly(1L);
    assertThat(rig.versions("account:2")).containsExactly(1L, 2L, 3L);
    assertThat(rig.parked().list(10).get(0).reason()).contains("Kafka does not take it");
    assertThat(rig.parked("account:1")).hasSize(3);
    assertThat(relay.state().failures()).isZero();
  }

  /** The producer sends ahead, so the broker may take a later event before it refuses an earlier one. */
  @Test
  void atLeastOnceEverythingOfAStreamFromARefusedEventOnComesInOrderAfterARetry() {
    topicThatTakes(10_000);
    rig.log()
        .append(account(1), new Opened("a"), new Deposited(1, noise(50_000)), new Deposited(2, ""));
    rig.log().append(account(2), new Opened("b"), new Deposited(3, ""));
    OutboxRelay relay = rig.start(rig.settings().withGuarantee(DeliveryGuarantee.atLeastOnce()));
    rig.awaitPublished(relay);
    rig.log().append(account(1), new Deposited(4, ""));
    rig.awaitPublished(relay);

    assertThat(rig.versions("account:1")).contains(1L).doesNotContain(2L, 4L);
    assertThat(rig.versions("account:2").stream().distinct()).containsExactly(1L, 2L);
    assertThat(rig.parked("account:1"))
        .extracting(ParkedEvent::cause)
        .containsExactly(Cause.POISON, Cause.FOLLOWS, Cause.FOLLOWS);

    topicTakesFromNowOn(100_000);
    rig.retryUntilHandled("account:1");

    assertThat(rig.versions("account:1")).endsWith(2L, 3L, 4L);
  }

  /** The broker's answer is there while later records of the transaction are still being sent. */
  @Test
  void anEventThatIsTooLargeForItsTopicIsParkedHoweverLargeItsBatchIs() {
    topicThatTakes(10_000);
    rig.log().append(account(1), new Deposited(1, noise(50_000)));
    for (int i = 0; i < 20; i++) {
      rig.log().append(account(2 + i % 7), manyDeposits());
    }

    OutboxRelay relay = rig.start();
    rig.awaitPublished(relay);

    assertThat(rig.published()).hasSize(20 * 500).doesNotHaveDuplicates();
    assertThat(rig.parked("account:1")).hasSize(1);
    assertThat(relay.state().failures()).isZero();
  }

  private static Object[] manyDeposits() {
    return new Random(7)
        .ints(500)
        .mapToObj(i -> new Deposited(i, "x".repeat(100)))
        .toArray();
  }

  @Test
  void whatWasParkedStaysParkedForTheNextLeader() {
    rig.log().append(account(1), new Deposited(1, "refuse"));
    rig.publishAll(refusing());
    rig.log().append(account(1), new Deposited(2, ""));

    rig.publishAll(refusing());

    assertThat(rig.published()).isEmpty();
    rig.awaitParked("account:1", 2);
  }

  @Test
  void eventsThatAreNotPublishedAnywayDoNotWait() {
    TopicRouting refusing = refusingNotes();
    rig.log()
        .append(
            account(1),
            new Deposited(1, "refuse"),
            new Deposited(2, "secret"),
            new Deposited(3, ""));
    rig.publishAll(rig.settings()
        .withRouting(event -> ((Deposited) event.payload()).note().equals("secret")
            ? Route.unpublished()
            : refusing.route(event)));

    assertThat(rig.parked("account:1"))
        .extracting(parked -> parked.position())
        .containsExactly(streamOf(1).get(0).position(), streamOf(1).get(2).position());
  }

  @Test
  void tooManyParkedStreamsHaltTheRelayBeforeMoreArePublished() {
    for (int i = 1; i <= 3; i++) {
      rig.log().append(account(i), new Deposited(i, "refuse"));
    }
    RelayHaltedException halted = rig.halted(refusing().withMaxParkedStreams(2));

    assertThat(halted.reason()).isEqualTo(RelayHaltedException.Reason.TOO_MANY_PARKED);
    assertThat(halted)
        .hasMessageContaining("more than 2 streams")
        .hasMessageContaining("policy says no");
    assertThat(rig.parked().list(10)).isEmpty();
    assertThat(rig.status().state()).isEqualTo("halted");
    assertThat(rig.status().lastError()).isEqualTo(halted.getMessage());

    rig.publishAll(refusing().withMaxParkedStreams(3));
    assertThat(rig.parked().list(10)).hasSize(3);
  }

  @Test
  void aSmallerLimitThanStreamsAreParkedPublishesNothingPastThem() {
    for (int i = 1; i <= 3; i++) {
      rig.log().append(account(i), new Deposited(i, "refuse"));
    }
    rig.publishAll(refusing());
    rig.log().append(account(3), new Deposited(3, ""));

    RelayHaltedException halted = rig.halted(refusing().withMaxParkedStreams(1));

    assertThat(halted.reason()).isEqualTo(RelayHaltedException.Reason.TOO_MANY_PARKED);
    assertThat(halted).hasMessageContaining("more than 1 streams are parked already");
    assertThat(rig.published()).isEmpty();
  }

  /** Beside events and never in their order. */
  @Test
  void aParkedStreamDoesNotKeepTheCursorBack() {
    rig.log().append(account(1), new Deposited(1, "refuse"));
    OutboxRelay relay = rig.start(refusing());
    rig.awaitPublished(relay);

    patiently()
        .untilAsserted(
            () -> assertThat(rig.status().cursor()).isEqualTo(rig.log().store().head()));
    assertThat(rig.status().parkedStreams()).isEqualTo(1);
    assertThat(rig.status().parkedEvents()).isEqualTo(1);
  }

  private List<RecordedEvent> streamOf(int account) {
    return rig.log().events().stream()
        .filter(event -> event.streamText().equals("account:" + account))
        .toList();
  }

  private void topicTakesFromNowOn(int bytes) {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, rig.topic());
    AlterConfigOp larger = new AlterConfigOp(
        new ConfigEntry("max.message.bytes", Integer.toString(bytes)), AlterConfigOp.OpType.SET);
    KafkaClients.answer(
        rig.admin().incrementalAlterConfigs(Map.of(topic, List.of(larger))).all());
  }

  private void topicThatTakes(int bytes) {
    makeTopicThatTakes(rig, bytes);
  }

  static void makeTopicThatTakes(RelayRig rig, int bytes) {
    NewTopic topic = new NewTopic(rig.topic(), 1, (short) 1)
        .configs(Map.of("max.message.bytes", Integer.toString(bytes)));
    KafkaClients.answer(rig.admin().createTopics(List.of(topic)).all());
  }

  /** Text that does not compress well. */
  static String noise(int length) {
    return new Random(7)
        .ints(length, ' ', '~' + 1)
        .filter(c -> c != '"' && c != '\\')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
