package dev.cairn.outbox;

import static dev.cairn.outbox.BankEvents.account;
import static dev.cairn.outbox.RelayRig.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.InvalidInputException;
import dev.cairn.event.StreamId;
import dev.cairn.outbox.BankEvents.Deposited;
import dev.cairn.outbox.BankEvents.Opened;
import dev.cairn.postgres.parking.ParkedSequence;
import dev.cairn.store.EventFilter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which event goes to which topic, under which key, into which partition; and which nowhere. */
class RoutingIT {

  private final RelayRig rig = new RelayRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private RelaySettings settings() {
    return rig.settings().withGuarantee(DeliveryGuarantee.atLeastOnce());
  }

  private List<ConsumerRecord<byte[], byte[]>> records() {
    return CommittedRecords.read(rig.kafka(), rig.prefix());
  }

  private static StreamId transfer(String key) {
    return StreamId.of("transfer", key);
  }

  @Test
  void eachCategoryHasATopicUnderThePrefixAndEachStreamItsKey() {
    rig.log().append(account(1), new Opened("a"));
    rig.log().append(account(2), new Opened("b"));
    rig.log().append(transfer("7"), new Opened("c"));

    rig.publishAll(settings());

    assertThat(records())
        .extracting(record -> record.topic() + " " + CommittedRecords.key(record))
        .containsExactlyInAnyOrder(
            rig.prefix() + "account account:1",
            rig.prefix() + "account account:2",
            rig.prefix() + "transfer transfer:7");
  }

  /** The one of Java's client, which those of other languages can be told to use. */
  @Test
  void recordsLieWhereTheStandardPartitionerPutsTheirKey() {
    assertThat(Utils.murmur2("21".getBytes(StandardCharsets.UTF_8))).isEqualTo(-973932308);
    for (int i = 0; i < 30; i++) {
      rig.log().append(account(i), new Opened("a"));
    }
    rig.log().append(StreamId.of("account", "zoë ☃"), new Opened("a"));

    rig.publishAll(settings().withTopics(TopicSettings.singleBroker().withPartitions(7)));

    assertThat(records())
        .hasSize(31)
        .allSatisfy(record -> assertThat(record.partition())
            .isEqualTo(Utils.toPositive(Utils.murmur2(record.key())) % 7));
    assertThat(records().stream().map(ConsumerRecord::partition).distinct()).hasSize(7);
  }

  @Test
  void anotherKeyKeepsTheStreamAsSubject() {
    rig.log().append(account(1), new Opened("a"));
    rig.log().append(account(2), new Opened("b"));

    rig.publishAll(settings().withRouting(event -> Route.to(rig.prefix() + "all", "branch")));

    assertThat(records()).extracting(CommittedRecords::key).containsExactly("branch", "branch");
    assertThat(rig.published())
        .extracting(PublishedEvent::subject)
        .containsExactly("account:1", "account:2");
  }

  @Test
  void whatIsUnpublishedIsPassedByAndNotParked() {
    rig.log().append(account(1), new Opened("a"), new Deposited(1, ""), new Opened("b"));
    TopicRouting usual = TopicRouting.byCategory(rig.prefix());

    rig.publishAll(settings()
        .withRouting(
            event -> event.type().equals("opened") ? Route.unpublished() : usual.route(event)));

    assertThat(rig.versions("account:1")).containsExactly(2L);
    assertThat(rig.parked().list(10)).isEmpty();
    assertThat(rig.status().cursor()).isEqualTo(rig.log().store().head());
  }

  @Test
  void onlyTheTypesThatWereChosenArePublished() {
    rig.log().append(account(1), new Opened("a"), new Deposited(1, ""), new Opened("b"));
    rig.log().append(account(2), new Opened("a"));

    rig.publishAll(settings().withFilter(EventFilter.types("deposited")));

    assertThat(rig.published()).extracting(PublishedEvent::type).containsExactly("deposited");
    patiently()
        .untilAsserted(
            () -> assertThat(rig.status().cursor()).isEqualTo(rig.log().store().head()));
  }

  @Test
  @SuppressWarnings("NullAway") // what an application without checks can do
  void anEventThatTheRoutingSaysNothingAboutIsParkedAndNotDropped() {
    rig.log().append(account(1), new Opened("a"), new Deposited(1, ""));
    TopicRouting usual = TopicRouting.byCategory(rig.prefix());

    rig.publishAll(
        settings().withRouting(event -> event.type().equals("opened") ? null : usual.route(event)));

    assertThat(rig.published()).isEmpty();
    assertThat(rig.parked("account:1")).hasSize(2);
    assertThat(rig.parked().list(10).get(0).reason()).contains("the routing says nothing");
  }

  @Test
  void aCategoryThatCannotBePartOfATopicsNameIsRefusedAndOthersGoOn() {
    rig.log().append(StreamId.of("konto/é", "1"), new Opened("a"));
    rig.log().append(account(1), new Opened("a"));

    rig.publishAll(settings());

    assertThat(rig.versions("account:1")).containsExactly(1L);
    ParkedSequence parked = rig.parked().list(10).get(0);
    assertThat(parked.key()).isEqualTo("konto/é:1");
    assertThat(parked.reason()).contains("'konto/é' cannot be part of a topic's name");
  }

  @Test
  void aPrefixLeavesRoomForEveryCategory() {
    rig.log().append(StreamId.of("c".repeat(64), "1"), new Opened("a"));
    String longest = rig.prefix() + "p".repeat(185 - rig.prefix().length());

    rig.publishAll(settings().withRouting(TopicRouting.byCategory(longest)));

    assertThat(records().get(0).topic()).hasSize(249);
    assertThatThrownBy(() -> TopicRouting.byCategory(longest + "p"))
        .isInstanceOf(InvalidInputException.class);
  }

  /** A null value in a compacted topic deletes the key; a payload that is JSON's null is not one. */
  @Test
  void aPayloadThatIsJsonNullIsNoTombstone() {
    rig.log()
        .execute("insert into @.events values (nextval('@.positions'), 1, now(), gen_random_uuid(),"
            + " 'account:1', 'deposited', 'null', '{}')");
    rig.log()
        .jdbi()
        .useTransaction(handle -> new Outbox(rig.log().schema())
            .send(handle, OutboxMessage.of(rig.prefix() + "mail", "k", "sent", "null")));

    rig.publishAll(settings());

    assertThat(records())
        .hasSize(2)
        .allSatisfy(record -> assertThat(
                new String(Objects.requireNonNull(record.value()), StandardCharsets.UTF_8))
            .isEqualTo("null"));
  }
}
