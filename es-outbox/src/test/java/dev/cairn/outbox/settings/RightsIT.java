package dev.cairn.outbox.settings;

import static dev.cairn.outbox.settings.SecuredBroker.POOR;
import static dev.cairn.outbox.settings.SecuredBroker.SASL_TLS;
import static dev.cairn.outbox.settings.SecuredBroker.USER;
import static dev.cairn.outbox.settings.Severity.ERROR;
import static dev.cairn.outbox.settings.Severity.INFO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

/** What the check says of a user who may do little, where rights are enforced. */
class RightsIT {

  private static final RelayWants WANTS = RelayWants.defaults().withTopicsOf(6, 1, 1);
  private static final SecuredBroker BROKER = SecuredBroker.shared();

  @Test
  void saysWhatCouldNotBeCheckedForLackOfRights() {
    String topic = BROKER.topic();
    BROKER.grant(topic, AclOperation.WRITE);

    assertThat(check(BROKER.trusting(BROKER.sasl(SASL_TLS, POOR)), topic))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(
            tuple(INFO, "cluster"), tuple(INFO, "broker settings"), tuple(INFO, "topic " + topic));
  }

  @Test
  void theRightToWriteTheTopicAndTheTransactionalIdIsEnoughToPublish() {
    String topic = BROKER.topic();
    BROKER.grant(topic, AclOperation.WRITE);
    BROKER.grant(ResourceType.TRANSACTIONAL_ID, topic, AclOperation.WRITE);

    Publishing.publish(SecuredBroker.settings(BROKER.trusting(BROKER.sasl(SASL_TLS, POOR))), topic);

    assertThat(Publishing.read(
            SecuredBroker.settings(BROKER.trusting(BROKER.sasl(SASL_TLS, USER))), topic))
        .isEqualTo("payload");
  }

  @Test
  void refusesATopicThatTheUserMayNotSee() {
    String topic = BROKER.topic();

    assertThat(check(BROKER.trusting(BROKER.sasl(SASL_TLS, POOR)), topic))
        .extracting(Finding::severity, Finding::key)
        .contains(tuple(ERROR, "topic " + topic));
  }

  @Test
  void refusesATopicThatTheUserMayOnlyRead() {
    String topic = BROKER.topic();
    BROKER.grant(topic, AclOperation.READ);

    assertThat(check(BROKER.trusting(BROKER.sasl(SASL_TLS, POOR)), topic))
        .filteredOn(finding -> finding.severity() == ERROR)
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.problem()).isEqualTo("does not let this user WRITE."));
  }

  private static List<Finding> check(Map<String, String> given, String topic) {
    return KafkaSettingsCheck.of(
            SecuredBroker.settings(given), WANTS.withTopics(Set.of(topic), null))
        .run()
        .findings();
  }
}
