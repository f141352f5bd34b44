package dev.cairn.outbox;

import static dev.cairn.outbox.RelayRig.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.InvalidInputException;
import dev.cairn.event.EventIds;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A message that cannot be published waits with the later ones of its key until somebody decides. */
class ParkedMessagesIT {

  private static final String LARGE = "{\"n\":\"" + "x".repeat(20_000) + "\"}";

  private final RelayRig rig = new RelayRig();
  private final ParkedMessages parked = new ParkedMessages(rig.log().store().database());
  private final OutboxMessage large = message("ann", LARGE);

  @AfterEach
  void close() {
    rig.close();
  }

  private OutboxMessage message(String key, String json) {
    return OutboxMessage.of(rig.prefix() + "mail", key, "kind", json);
  }

  private void send(OutboxMessage... messages) {
    rig.log().jdbi().useTransaction(handle -> {
      for (OutboxMessage message : messages) {
        new Outbox(rig.log().schema()).send(handle, message);
      }
    });
  }

  private void sendALargeOneAndOthers() {
    rig.kafka().put("max.request.size", 10_000);
    send(message("ann", "1"), large, message("ann", "2"), message("bob", "3"));
  }

  private void allowLarge() {
    rig.kafka().put("max.request.size", 100_000);
  }

  private ParkedMessage only() {
    assertThat(parked.list(10)).hasSize(1);
    return parked.list(10).get(0);
  }

  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void itWaitsWithLaterOnesOfItsKeyAndOthersGoOn(Guarantee guarantee) {
    sendALargeOneAndOthers();
    OutboxRelay relay = rig.start(rig.settings().withGuarantee(guarantee.value()));
    rig.awaitPublished(relay);
    send(message("ann", "4"), message("bob", "5"));
    rig.awaitPublished(relay);

    assertThat(rig.published("ann").stream().distinct()).containsExactly("1");
    assertThat(rig.published("bob").stream().distinct()).containsExactly("3", "5");
    ParkedMessage message = only();
    assertThat(message.id()).isEqualTo(large.id());
    assertThat(message.topic()).isEqualTo(large.topic());
    assertThat(message.key()).isEqualTo("ann");
    assertThat(message.type()).isEqualTo("kind");
    assertThat(message.reason()).contains("max.request.size is 10000");
    assertThat(message.parkedAt()).isAfter(message.sentAt());
    assertThat(message.attempts()).isEqualTo(1);
    assertThat(message.waiting()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Guarantee.class,
      names = {"EXACTLY_ONCE", "AT_LEAST_ONCE"})
  void oneThatOnlyTheBrokerRefusesIsParkedToo(Guarantee guarantee) {
    ParkingIT.makeTopicThatTakes(rig, 5_000);
    send(OutboxMessage.of(rig.topic(), "ann", "kind", "\"" + ParkingIT.noise(20_000) + "\""));
    send(OutboxMessage.of(rig.topic(), "bob", "kind", "1"));

    rig.publishAll(rig.settings().withGuarantee(guarantee.value()));

    assertThat(only().reason()).contains("Kafka does not take it");
    assertThat(rig.published("bob").stream().distinct()).containsExactly("1");
  }

  @Test
  void aRetryThatFailsAgainIsCounted() {
    sendALargeOneAndOthers();
    OutboxRelay relay = rig.start();
    rig.awaitPublished(relay);

    assertThat(parked.retry(large.id(), "ann")).isTrue();
    patiently().until(() -> !parked.list(10).isEmpty() && only().attempts() == 2);

    assertThat(rig.published("ann")).containsExactly("1");
  }

  @Test
  void aRetryThatSucceedsLetsWhatWaitsFollowInOrder() {
    sendALargeOneAndOthers();
    rig.publishAll();
    allowLarge();
    assertThat(parked.retry(large.id(), "ann")).isTrue();
    assertThat(parked.retry(large.id(), "ann")).isFalse();

    rig.publishAll();

    assertThat(rig.published("ann")).containsExactly("1", LARGE, "2");
    assertThat(rig.log().number("(select count(*) from @.outbox_messages)")).isZero();
  }

  @Test
  void oneThatIsDiscardedStaysOnRecordAndWhatWaitsFollows() {
    sendALargeOneAndOthers();
    OutboxRelay relay = rig.start();
    rig.awaitPublished(relay);
    Instant before = only().parkedAt();

    assertThat(parked.discard(large.id(), "bob", "too long to read")).isTrue();
    assertThat(parked.discard(large.id(), "bob", "again")).isFalse();
    assertThat(parked.retry(large.id(), "ann")).isFalse();
    rig.awaitPublished(relay);

    assertThat(rig.published("ann")).containsExactly("1", "2");
    assertThat(parked.list(10)).isEmpty();
    rig.log()
        .jdbi()
        .useHandle(handle -> handle
            .createQuery("select settled_by, settle_reason, settled_at, state from "
                + rig.log().schema() + ".outbox_messages")
            .map((row, context) -> {
              assertThat(row.getString(1)).isEqualTo("bob");
              assertThat(row.getString(2)).isEqualTo("too long to read");
              assertThat(row.getTimestamp(3).toInstant()).isAfter(before);
              assertThat(row.getString(4)).isEqualTo("discarded");
              return row;
            })
            .one());
  }

  @Test
  void whoeverDecidesHasAName() {
    assertThatThrownBy(() -> parked.retry(large.id(), " "))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> parked.discard(large.id(), "bob", ""))
        .isInstanceOf(InvalidInputException.class);
    assertThat(parked.retry(EventIds.next(), "ann")).isFalse();
    assertThat(parked.discard(EventIds.next(), "ann", "none")).isFalse();
  }
}
