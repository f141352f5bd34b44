package dev.cairn.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.Position;
import dev.cairn.outbox.BankEvents.Deposited;
import dev.cairn.outbox.BankEvents.Opened;
import dev.cairn.outbox.reconciliation.Reconciliation;
import dev.cairn.store.EventFilter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log beside Kafka, whatever the relay was told to publish, and how. */
class ReconciliationIT {

  private final RelayRig rig = new RelayRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private Reconciliation reconcile(RelaySettings settings) {
    return Reconciliation.of(rig.log().store(), rig.kafkaSettings(), settings, read -> {});
  }

  @Test
  void whatWasPublishedInEitherModeIsThere() {
    rig.log().deposits(200, 7);
    for (CloudEventMode mode : CloudEventMode.values()) {
      RelaySettings settings =
          rig.settings().withMode(mode).withName(mode.name().toLowerCase(java.util.Locale.ROOT));
      settings = settings.withRouting(TopicRouting.byCategory(rig.prefix() + mode + "."));
      rig.publishAll(settings);
      assertThat(reconcile(settings))
          .isEqualTo(new Reconciliation(200, 200, 0, 0, 0, 0, 0, 0, 0, 0));
    }
  }

  @Test
  void whatIsNotToBePublishedIsNotMissed() {
    rig.log().append(BankEvents.account(1), new Opened("a"), new Deposited(1, ""));
    rig.log().append(BankEvents.account(2), new Opened("b"), new Deposited(2, "secret"));
    TopicRouting usual = TopicRouting.byCategory(rig.prefix());
    RelaySettings settings = rig.settings()
        .withFilter(EventFilter.types("deposited"))
        .withRouting(event -> ((Deposited) event.payload()).note().equals("secret")
            ? Route.unpublished()
            : usual.route(event));
    rig.publishAll(settings);
    assertThat(reconcile(settings)).isEqualTo(new Reconciliation(1, 1, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void messagesInTheSameTopicsAreNoEvents() {
    rig.log().append(BankEvents.account(1), new Opened("a"));
    rig.log()
        .jdbi()
        .useTransaction(handle -> new Outbox(rig.log().schema())
            .send(handle, OutboxMessage.of(rig.topic(), "k", "kind", "{}")));
    rig.publishAll();
    assertThat(reconcile(rig.settings()))
        .isEqualTo(new Reconciliation(1, 1, 0, 0, 0, 0, 0, 0, 1, 0));
  }

  @Test
  void whatIsParkedOrDiscardedIsNotMissed() {
    rig.log()
        .append(
            BankEvents.account(1),
            new Opened("a"),
            new Deposited(1, "refuse"),
            new Deposited(2, ""));
    rig.log().append(BankEvents.account(2), new Deposited(3, "refuse"));
    TopicRouting usual = TopicRouting.byCategory(rig.prefix());
    RelaySettings settings = rig.settings()
        .withRouting(event ->
            event.payload() instanceof Deposited deposited && deposited.note().equals("refuse")
                ? Route.refused("no")
                : usual.route(event));
    rig.publishAll(settings);
    assertThat(reconcile(settings)).isEqualTo(new Reconciliation(4, 1, 0, 3, 0, 0, 0, 0, 0, 0));

    rig.parked().discard("account:1", new Position(2), "ann", "a test");
    rig.parked().discardAll("account:2", "ann", "a test");
    Reconciliation discarded = reconcile(settings);
    assertThat(discarded).isEqualTo(new Reconciliation(4, 1, 0, 1, 2, 0, 0, 0, 0, 0));
    assertThat(discarded.isClean()).isTrue();
  }

  @Test
  void whatIsNotYetPublishedIsMissingAndAnEmptyLogIsClean() {
    assertThat(reconcile(rig.settings()))
        .isEqualTo(new Reconciliation(0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    rig.log().deposits(20, 3);
    Reconciliation before = reconcile(rig.settings());
    assertThat(before.missing()).isEqualTo(20);
    assertThat(before.isClean()).isFalse();
    AtomicLong read = new AtomicLong();
    rig.publishAll();
    Reconciliation.of(rig.log().store(), rig.kafkaSettings(), rig.settings(), read::set);
    assertThat(read).hasValue(60);
  }
}
