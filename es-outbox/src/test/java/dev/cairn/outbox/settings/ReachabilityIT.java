package dev.cairn.outbox.settings;

import static dev.cairn.outbox.settings.Severity.ERROR;
import static dev.cairn.outbox.settings.Severity.INFO;
import static dev.cairn.outbox.settings.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.cairn.embedded.Servers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the check says of brokers that are away, or are none. */
class ReachabilityIT {

  private static final RelayWants WANTS = RelayWants.defaults().withTopicsOf(6, 1, 1);

  @Test
  void refusesBrokersThatAreNotThere() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    assertThat(check("127.0.0.1:" + free)).singleElement().satisfies(finding -> {
      assertThat(finding.severity()).isEqualTo(ERROR);
      assertThat(finding.key()).isEqualTo("bootstrap.servers");
      assertThat(finding.problem()).contains("refuses connections");
    });
    assertThat(check("127.0.0.1:" + free + "," + Servers.sharedKafka().bootstrapServers()))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(tuple(WARNING, "bootstrap.servers"), tuple(INFO, "cluster"));
  }

  @Test
  void refusesHostsThatNobodyKnows() {
    assertThat(check("kafka.invalid:9092"))
        .filteredOn(finding -> finding.severity() == ERROR)
        .singleElement()
        .satisfies(finding -> assertThat(finding.problem()).contains("cannot be resolved"));
  }

  @Test
  void givesUpInTimeOnWhoeverTakesConnectionsAndSaysNothing() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      long begin = System.nanoTime();

      List<Finding> findings = KafkaSettingsCheck.of(
              settings("127.0.0.1:" + silent.getLocalPort()), WANTS)
          .within(Duration.ofSeconds(4))
          .run()
          .findings();

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
      assertThat(findings).singleElement().satisfies(finding -> {
        assertThat(finding.severity()).isEqualTo(ERROR);
        assertThat(finding.problem()).contains("takes connections, but no broker answers");
      });
    }
  }

  private static List<Finding> check(String brokers) {
    return KafkaSettingsCheck.of(settings(brokers), WANTS).run().findings();
  }

  private static KafkaSettings settings(String brokers) {
    return KafkaSettings.of(Checks.spoiled(Checks.flawless(), "bootstrap.servers", brokers));
  }
}
