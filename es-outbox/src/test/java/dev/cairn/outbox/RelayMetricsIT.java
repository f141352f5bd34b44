package dev.cairn.outbox;

import static dev.cairn.outbox.BankEvents.account;
import static dev.cairn.outbox.RelayRig.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.outbox.BankEvents.Deposited;
import dev.cairn.outbox.BankEvents.Opened;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The metrics by the names that docs/operations.md lists. */
class RelayMetricsIT {

  private final RelayRig rig = new RelayRig();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @AfterEach
  void close() {
    rig.close();
  }

  private OutboxRelay measured() {
    OutboxRelay relay = rig.start(rig.settings()
        .withGuarantee(DeliveryGuarantee.atLeastOnce())
        .withRouting(event -> event.payload() instanceof Deposited
            ? Route.refused("policy")
            : Route.to(rig.topic(), event.streamText())));
    new RelayMetrics(relay).bindTo(registry);
    return relay;
  }

  private double value(String name) {
    return registry
        .get(name)
        .tag("relay", "outbox")
        .meter()
        .measure()
        .iterator()
        .next()
        .getValue();
  }

  @Test
  void theirNamesTypesAndUnitsAreFixed() {
    measured();

    assertThat(registry.getMeters().stream()
            .map(Meter::getId)
            .map(id -> id.getName() + " " + id.getType() + " " + id.getBaseUnit()))
        .containsExactlyInAnyOrder(
            "cairn.relay.leader GAUGE null",
            "cairn.relay.waiting GAUGE null",
            "cairn.relay.term GAUGE null",
            "cairn.relay.position GAUGE null",
            "cairn.relay.lag.events GAUGE null",
            "cairn.relay.lag GAUGE seconds",
            "cairn.relay.rate GAUGE null",
            "cairn.relay.parked.streams GAUGE null",
            "cairn.relay.published COUNTER null",
            "cairn.relay.failures COUNTER null");
    assertThat(registry.getMeters()).allSatisfy(meter -> {
      assertThat(meter.getId().getTag("relay")).isEqualTo("outbox");
      assertThat(meter.getId().getDescription()).isNotBlank();
    });
  }

  @Test
  void theyFollowTheRelay() {
    rig.log().append(account(1), new Opened("a"), new Opened("b"), new Deposited(1, ""));
    OutboxRelay relay = measured();
    rig.awaitPublished(relay);

    patiently().until(() -> value("cairn.relay.parked.streams") == 1);
    assertThat(value("cairn.relay.leader")).isEqualTo(1);
    assertThat(value("cairn.relay.waiting")).isZero();
    assertThat(value("cairn.relay.term")).isEqualTo(1);
    assertThat(value("cairn.relay.position")).isEqualTo(3);
    assertThat(value("cairn.relay.lag.events")).isZero();
    assertThat(value("cairn.relay.lag")).isZero();
    assertThat(value("cairn.relay.published")).isEqualTo(2);
    assertThat(value("cairn.relay.failures")).isZero();
  }

  @Test
  void oneThatDoesNotLeadReportsNothingButItsName() {
    OutboxRelay relay = measured();
    rig.awaitLeading(relay);
    relay.close();

    assertThat(registry.getMeters())
        .allSatisfy(meter -> assertThat(value(meter.getId().getName())).isZero());
  }
}
