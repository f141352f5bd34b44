package dev.cairn.outbox.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientPropertiesTest {

  private static final String SECRET = "org.apache.kafka...PlainLoginModule password=\"secret\";";

  @ParameterizedTest
  @CsvSource({
    "isolation.level, read_uncommitted",
    "enable.auto.commit, true",
    "auto.offset.reset, latest",
    "group.id, another",
    "key.deserializer, org.apache.kafka.common.serialization.StringDeserializer"
  })
  void whatWouldBreakAPromiseIsRefused(String name, String value) {
    assertThatThrownBy(() -> properties(Map.of(name, value)).consumer())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(value);
  }

  @Test
  void whatSaysTheSameIsAccepted() {
    Map<String, Object> given = Map.of(
        "isolation.level",
        "read_committed",
        "enable.auto.commit",
        false,
        "value.deserializer",
        ByteArrayDeserializer.class);
    assertThat(properties(given).consumer())
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("enable.auto.commit", "false")
        .containsEntry("group.id", "group");
  }

  @Test
  void securityReachesAllClientsAndWhatIsForAConsumerOnlyReachesNoOther() {
    ClientProperties properties = properties(Map.of(
        "bootstrap.servers", "broker:9093",
        "security.protocol", "SASL_SSL",
        "sasl.jaas.config", SECRET,
        "max.poll.records", 7,
        "interceptor.classes", "a.consumer.Interceptor"));
    for (Map<String, Object> client : List.of(properties.producer(), properties.admin())) {
      assertThat(client)
          .containsEntry("bootstrap.servers", "broker:9093")
          .containsEntry("security.protocol", "SASL_SSL")
          .containsEntry("sasl.jaas.config", SECRET)
          .doesNotContainKeys("max.poll.records", "interceptor.classes", "group.id");
    }
    assertThat(properties.consumer()).containsEntry("max.poll.records", 7);
    assertThat(properties.producer()).containsEntry("acks", "all");
  }

  @Test
  void membersKeepWhatTheyHaveUnlessTheApplicationChoosesAnotherWay() {
    String strategy = "partition.assignment.strategy";
    assertThat(properties(Map.of()).consumer())
        .containsEntry(strategy, CooperativeStickyAssignor.class.getName());
    assertThat(properties(Map.of(strategy, "another")).consumer())
        .containsEntry(strategy, "another");
    assertThat(properties(Map.of("group.protocol", "CONSUMER")).consumer())
        .doesNotContainKey(strategy);
  }

  private static ClientProperties properties(Map<String, Object> given) {
    return new ClientProperties(given, "group");
  }
}
