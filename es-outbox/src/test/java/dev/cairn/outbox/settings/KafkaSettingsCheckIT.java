package dev.cairn.outbox.settings;

import static dev.cairn.outbox.settings.Severity.ERROR;
import static dev.cairn.outbox.settings.Severity.INFO;
import static dev.cairn.outbox.settings.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.cairn.embedded.KafkaServer;
import dev.cairn.embedded.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the check says of a real broker. */
class KafkaSettingsCheckIT {

  private static final KafkaServer KAFKA = Servers.sharedKafka();

  /** What a single broker can give. */
  private static final RelayWants WANTS = RelayWants.defaults().withTopicsOf(6, 1, 1);

  @Test
  void hasNothingToSayButWhichClusterItIs() {
    assertThat(check(WANTS)).singleElement().satisfies(finding -> {
      assertThat(finding.severity()).isEqualTo(INFO);
      assertThat(finding.key()).isEqualTo("cluster");
      assertThat(finding.problem()).contains("1 broker(s) up, metadata.version");
    });
  }

  @Test
  void refusesMoreCopiesThanThereAreBrokers() {
    assertThat(check(WANTS.withTopicsOf(6, 3, 2)))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(tuple(ERROR, "cluster"), tuple(INFO, "cluster"));
  }

  @Test
  void refusesATransactionTimeoutAboveTheBrokers() {
    assertThat(check(WANTS.withTimes(Duration.ofMinutes(15).plusMillis(1), Duration.ofSeconds(1))))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(tuple(ERROR, "transaction.timeout.ms"), tuple(INFO, "cluster"));
    assertThat(check(WANTS.withTimes(Duration.ofMinutes(15), Duration.ofSeconds(1))))
        .hasSize(1);
  }

  @Test
  void warnsOfRequestsThatTheBrokerTakesNoMessagesOf() {
    assertThat(check(WANTS, "max.request.size", "1048589"))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(tuple(WARNING, "max.request.size"), tuple(INFO, "cluster"));
    assertThat(check(WANTS, "max.request.size", "1048588")).hasSize(1);
  }

  @Test
  void tellsOfTopicsThatTheRelayWillCreate() {
    String missing = "missing-" + UUID.randomUUID();

    assertThat(check(WANTS.withTopics(Set.of(missing), null)))
        .extracting(Finding::severity, Finding::key)
        .contains(tuple(INFO, "topic " + missing));
    assertThat(check(WANTS.withTopics(Set.of(missing), null).withCreatesTopics(false)))
        .extracting(Finding::severity, Finding::key)
        .contains(tuple(ERROR, "topic " + missing));
  }

  @Test
  void refusesTopicNamesThatKafkaRefuses() {
    assertThat(check(WANTS.withTopics(Set.of("a b"), null)))
        .extracting(Finding::severity, Finding::key)
        .contains(tuple(ERROR, "topic a b"));
  }

  @Test
  void hasNothingToSayOfFitTopics() {
    RelayWants wants =
        WANTS.withTopics(Set.of(topic(6, Map.of())), topic(1, Map.of("cleanup.policy", "compact")));

    assertThat(check(wants)).hasSize(1);
  }

  @Test
  void warnsOfAnotherNumberOfPartitions() {
    assertThat(ofTopic(topic(5, Map.of()))).singleElement().satisfies(finding -> {
      assertThat(finding.severity()).isEqualTo(WARNING);
      assertThat(finding.problem()).contains("has 5 partition(s), and 6 are wanted");
    });
  }

  @ParameterizedTest
  @CsvSource({
    "cleanup.policy, compact, holds events",
    "cleanup.policy, 'compact,delete', holds events",
    "max.message.bytes, 1000, has max.message.bytes 1000",
    "unclean.leader.election.enable, true, has unclean"
  })
  void warnsOfTopicsThatLoseEvents(String key, String value, String problem) {
    assertThat(ofTopic(topic(6, Map.of(key, value)))).singleElement().satisfies(finding -> {
      assertThat(finding.severity()).isEqualTo(WARNING);
      assertThat(finding.problem()).startsWith(problem);
    });
  }

  @Test
  void refusesATopicThatCannotBeWritten() {
    assertThat(ofTopic(topic(6, Map.of("min.insync.replicas", "2"))))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(ERROR);
          assertThat(finding.problem()).contains("min.insync.replicas is 2 with 1 copies");
        });
  }

  @Test
  void refusesTopicsLessSafeThanWanted() {
    String topic = topic(6, Map.of());

    List<Finding> findings =
        check(WANTS.withTopicsOf(6, 3, 2).withTopics(Set.of(topic), null)).stream()
            .filter(finding -> finding.key().equals("topic " + topic))
            .toList();

    assertThat(findings).extracting(Finding::severity).containsExactly(ERROR, ERROR);
    assertThat(findings.toString())
        .contains("has 1 copies, and 3 are wanted")
        .contains("has min.insync.replicas 1, and 2 is wanted");
  }

  @Test
  void onlyWarnsOfBrokersThatAreDownWhenTheTopicsAreThere() {
    assertThat(check(WANTS.withTopicsOf(6, 3, 2).withTopics(Set.of(topic(6, Map.of())), null)))
        .extracting(Finding::severity, Finding::key)
        .contains(tuple(WARNING, "cluster"));
  }

  @ParameterizedTest
  @CsvSource({"delete", "'compact,delete'"})
  void refusesACursorTopicThatForgets(String policy) {
    String cursor = topic(1, Map.of("cleanup.policy", policy));

    assertThat(check(WANTS.withTopics(Set.of(), cursor)))
        .filteredOn(finding -> finding.key().equals("topic " + cursor))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(ERROR);
          assertThat(finding.problem()).contains("holds the cursor");
        });
  }

  @Test
  void asksNobodyIfTheClientsWouldNotStart() {
    assertThat(check(WANTS, "security.protocol", "SASL_PLAINTEXT"))
        .extracting(Finding::key)
        .doesNotContain("cluster")
        .contains("sasl.jaas.config");
  }

  @Test
  void asksTheBrokersInSpiteOfErrorsOfOtherKinds() {
    assertThat(check(WANTS, "acks", "1"))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(tuple(ERROR, "acks"), tuple(INFO, "cluster"));
  }

  @Test
  void changesNothing() throws Exception {
    try (Admin admin = Admin.create(KAFKA.clientSettings())) {
      Set<String> before = admin.listTopics().names().get();
      String missing = "missing-" + UUID.randomUUID();

      check(WANTS.withTopics(Set.of(missing), missing + "-cursor"));

      assertThat(admin.listTopics().names().get())
          .doesNotContain(missing, missing + "-cursor")
          .containsAll(before);
    }
  }

  private static List<Finding> ofTopic(String topic) {
    return check(WANTS.withTopics(Set.of(topic), null)).stream()
        .filter(finding -> finding.key().equals("topic " + topic))
        .toList();
  }

  private static List<Finding> check(RelayWants wants, String... spoiling) {
    return KafkaSettingsCheck.of(settings(spoiling), wants).run().findings();
  }

  private static KafkaSettings settings(String... spoiling) {
    Map<String, String> settings = Checks.flawless();
    KAFKA.clientSettings().forEach((key, value) -> settings.put(key, value.toString()));
    return KafkaSettings.of(new TreeMap<>(Checks.spoiled(settings, spoiling)));
  }

  private static String topic(int partitions, Map<String, String> configs) {
    return NewTopics.create(KAFKA.clientSettings(), partitions, configs);
  }
}
