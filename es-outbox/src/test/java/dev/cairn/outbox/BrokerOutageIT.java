package dev.cairn.outbox;

import static dev.cairn.outbox.RelayRig.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The broker is killed with SIGKILL while events are appended, and comes back. */
final class BrokerOutageIT {

  private final RelayRig rig = new RelayRig(OutboxLog.create(), OwnServers.kafka());

  @AfterEach
  void close() {
    rig.close();
  }

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

  /** With the patience that its clients have of themselves. */
  @ParameterizedTest
  @EnumSource(names = {"EXACTLY_ONCE", "AT_LEAST_ONCE"})
  void aShortOutageLosesNothing(Guarantee guarantee) {
    OutboxRelay relay = rig.start(rig.settings().withGuarantee(guarantee.value()));
    try (Load load = Load.on(rig.log(), Duration.ofMillis(2))) {
      load.awaitMore(300);
      OwnServers.kafka().kill();
      OwnServers.kafka().start();
      load.awaitMore(300);
    }

    rig.awaitPublished(relay);

    if (guarantee == Guarantee.EXACTLY_ONCE) {
      rig.requireLogAndKafkaEqual();
    } else {
      rig.requireLogAndFirstCopiesEqual();
    }
  }

  private void giveUpSoon() {
    rig.kafka()
        .putAll(Map.of(
            "max.block.ms", "4000",
            "request.timeout.ms", "3000",
            "delivery.timeout.ms", "4000"));
  }
}
