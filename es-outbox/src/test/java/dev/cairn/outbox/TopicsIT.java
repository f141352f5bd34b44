package dev.cairn.outbox;

import static dev.cairn.outbox.BankEvents.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.StreamId;
import dev.cairn.outbox.BankEvents.Opened;
import dev.cairn.outbox.RelayHaltedException.Reason;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Topics are made as they are asked for, and what is there already is taken or refused, clearly. */
class TopicsIT {

  private final RelayRig rig = new RelayRig();
  private final Admin admin = rig.admin();

  @AfterEach
  void close() {
    rig.close();
  }

  private RelaySettings atLeastOnce(TopicSettings topics) {
    return rig.settings().withGuarantee(DeliveryGuarantee.atLeastOnce()).withTopics(topics);
  }

  private void make(String name, int partitions, Map<String, String> configs) {
    NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(configs);
    KafkaClients.answer(admin.createTopics(List.of(topic)).all());
  }

  private TopicDescription description(String name) {
    return Objects.requireNonNull(
        KafkaClients.answer(admin.describeTopics(List.of(name)).allTopicNames()).get(name));
  }

  private String config(String name, String key) {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
    return Objects.requireNonNull(
            KafkaClients.answer(admin.describeConfigs(List.of(topic)).all()).get(topic))
        .get(key)
        .value();
  }

  private RelayHaltedException halted(RelaySettings settings) {
    RelayHaltedException halted = rig.halted(settings);
    assertThat(halted.reason()).isEqualTo(Reason.TOPIC);
    assertThat(rig.status().state()).isEqualTo("halted");
    return halted;
  }

  @Test
  void missingTopicsAreMadeAsTheSettingsSay() {
    rig.log().append(account(1), new Opened("a"));

    rig.publishAll(rig.settings()
        .withTopics(TopicSettings.singleBroker()
            .withPartitions(5)
            .withConfigs(Map.of("retention.ms", "86400000"))));

    assertThat(description(rig.topic()).partitions())
        .hasSize(5)
        .allSatisfy(partition -> assertThat(partition.replicas()).hasSize(1));
    assertThat(config(rig.topic(), "min.insync.replicas")).isEqualTo("1");
    assertThat(config(rig.topic(), "retention.ms")).isEqualTo("86400000");
    assertThat(description(rig.cursorTopic()).partitions()).hasSize(1);
    assertThat(config(rig.cursorTopic(), "cleanup.policy")).isEqualTo("compact");
    assertThat(config(rig.cursorTopic(), "retention.ms")).isNotEqualTo("86400000");
  }

  @Test
  void aTopicThatIsThereKeepsItsPartitions() {
    make(rig.topic(), 1, Map.of());
    for (int i = 0; i < 10; i++) {
      rig.log().append(account(i), new Opened("a"));
    }

    rig.publishAll(atLeastOnce(TopicSettings.singleBroker().withPartitions(6)));

    assertThat(description(rig.topic()).partitions()).hasSize(1);
    assertThat(rig.published()).hasSize(10);
  }

  @Test
  void aMissingTopicHaltsTheRelayThatMayNotMakeItUntilSomebodyDoes() {
    rig.log().append(account(1), new Opened("a"));
    RelaySettings settings = atLeastOnce(TopicSettings.singleBroker().withCreateMissing(false));

    RelayHaltedException halted = halted(settings);

    assertThat(halted)
        .hasMessageContaining("there is no topic " + rig.topic())
        .hasMessageContaining("kafka-topics --create")
        .hasMessageContaining("withCreateMissing");
    make(rig.topic(), 1, Map.of());
    rig.publishAll(settings);
    rig.requireLogAndKafkaEqual();
  }

  @Test
  void aMissingCursorTopicIsNamedToTheRelayThatMayNotMakeIt() {
    make(rig.topic(), 1, Map.of());
    rig.log().append(account(1), new Opened("a"));
    RelaySettings settings =
        rig.settings().withTopics(TopicSettings.singleBroker().withCreateMissing(false));

    assertThat(halted(settings)).hasMessageContaining("there is no topic " + rig.cursorTopic());
    assertThat(rig.published()).isEmpty();

    make(rig.cursorTopic(), 1, Map.of("cleanup.policy", "compact"));
    rig.publishAll(settings);
    rig.requireLogAndKafkaEqual();
  }

  @Test
  void aTopicWithFewerReplicasThanAskedForIsRefused() {
    make(rig.topic(), 1, Map.of());
    rig.log().append(account(1), new Opened("a"));

    assertThat(halted(atLeastOnce(TopicSettings.defaults())))
        .hasMessageContaining(rig.topic() + " has 1 replicas, and 3 are asked for")
        .hasMessageContaining("kafka-reassign-partitions");
  }

  @Test
  void aTopicThatNeedsFewerReplicasInSyncThanAskedForIsRefused() {
    make(rig.topic(), 1, Map.of());
    rig.log().append(account(1), new Opened("a"));

    assertThat(halted(atLeastOnce(TopicSettings.defaults().withReplication((short) -1, 2))))
        .hasMessageContaining(rig.topic() + " has min.insync.replicas=1, and 2 are asked for")
        .hasMessageContaining("kafka-configs --alter");
  }

  @Test
  void moreReplicasThanThereAreBrokersAreRefusedWithTheRemedy() {
    rig.log().append(account(1), new Opened("a"));

    assertThat(halted(atLeastOnce(TopicSettings.defaults())))
        .hasMessageContaining("cannot be created with 3 replicas")
        .hasMessageContaining("TopicSettings.singleBroker()");
  }

  @Test
  void aCursorTopicThatForgetsIsRefused() {
    make(rig.cursorTopic(), 1, Map.of("cleanup.policy", "delete"));
    rig.log().append(account(1), new Opened("a"));

    assertThat(halted(rig.settings()))
        .hasMessageContaining("cleanup.policy=delete")
        .hasMessageContaining("compact");
  }

  /** Kafka takes dots and underscores for the same in names of metrics, and refuses the second. */
  @Test
  void aNameThatKafkaRefusesBesideAnotherHaltsTheRelay() {
    make(rig.prefix() + "a_b", 1, Map.of());
    rig.log().append(StreamId.of("a.b", "1"), new Opened("a"));

    assertThat(halted(atLeastOnce(TopicSettings.singleBroker())))
        .hasMessageContaining(rig.prefix() + "a.b")
        .hasMessageContaining("collides");
  }
}
