package dev.cairn.outbox;

import static dev.cairn.outbox.RelayRig.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The broker is killed with SIGKILL while events are appended, and comes back. */
final class BrokerOutageIT {

  private final RelayRig rig = new RelayRig(OutboxLog.create(), OwnServers.kafka());

  @AfterEach
  void close() {
    rig.close();
  }

  @Tag("soak")
  @Test
  void theRelaySaysWhatIsWrongAndGoesOnByItself() {
    giveUpSoon();
    OutboxRelay relay = rig.start();
    try (Load load = Load.on(rig.log(), Duration.ofMillis(5))) {
      load.awaitMore(200);
      rig.awaitLeading(relay);
      OwnServers.kafka().kill();
      try {
        patiently().until(() -> relay.state().waiting() && relay.state().failures() > 0);
        patiently().until(() -> rig.status().state().equals("waiting"));
        long cursor = relay.state().cursor().value();
        assertThat(rig.status().lastError()).contains("imeout");
        load.awaitMore(200);
        patiently().until(() -> relay.state().lagEvents() >= 200);
        assertThat(relay.state().cursor().value()).isEqualTo(cursor);
      } finally {
        OwnServers.kafka().start();
      }
      patiently().until(() -> !relay.state().waiting());
      load.awaitMore(200);
    }

    rig.awaitPublished(relay);

    rig.requireLogAndKafkaEqual();
    rig.awaitNoted();
    assertThat(rig.status().state()).isEqualTo("leading");
  }

  @Test
  void aShortOutageLosesNothing() {
    outliveAShortOutage(DeliveryGuarantee.exactlyOnce());

    rig.requireLogAndKafkaEqual();
  }

  @Tag("soak")
  @Test
  void aShortOutageLosesNothingAtLeastOnce() {
    outliveAShortOutage(DeliveryGuarantee.atLeastOnce());

    rig.requireLogAndFirstCopiesEqual();
  }

  /** With the patience that its clients have of themselves. */
  private void outliveAShortOutage(DeliveryGuarantee guarantee) {
    OutboxRelay relay = rig.start(rig.settings().withGuarantee(guarantee));
    try (Load load = Load.on(rig.log(), Duration.ofMillis(2))) {
      load.awaitMore(300);
      OwnServers.kafka().kill();
      OwnServers.kafka().start();
      load.awaitMore(300);
    }

    rig.awaitPublished(relay);
  }

  private void giveUpSoon() {
    rig.kafka()
        .putAll(Map.of(
            "max.block.ms", "4000",
            "request.timeout.ms", "3000",
            "delivery.timeout.ms", "4000"));
  }
}
