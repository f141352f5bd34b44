package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers(disabledWithoutDocker = true)
class ContainerKafkaIT {

  @Test
  void startsABrokerInAContainerWhereAskedFor() {
    Properties properties = new Properties();
    properties.setProperty("cairn.kafka", "testcontainers");
    try (KafkaServer server = Servers.kafka(properties, Map.of())) {
      assertThat(server).isInstanceOf(ContainerKafka.class);
      Records.createTopic(server.clientSettings(), "t");
      Records.commit(server.clientSettings(), "t", "x");
      assertThat(Records.committed(server.clientSettings(), "t")).containsExactly("x");
    }
  }
}
