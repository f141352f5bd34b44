package dev.cairn.bank;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;

/**
 * docker-compose.yml names what there is. The build has no Docker to run it with, so this looks at the file,
 * and has Kafka itself look at the settings of the broker.
 */
class ComposeFileTest {

  private static final JsonNode COMPOSE = ComposeFile.read();
  private static final JsonNode POSTGRES = COMPOSE.at("/services/postgres");
  private static final JsonNode KAFKA = COMPOSE.at("/services/kafka");
  private static final Path BUILD = Path.of("..", "pom.xml");

  @Test
  void theVersionsAreThoseThatTheBuildTestsWith() throws IOException {
    assertThat(POSTGRES.path("image").asText() + ".0")
        .isEqualTo("postgres:" + version("postgresql.server.version"));
    assertThat(KAFKA.path("image").asText()).isEqualTo("apache/kafka:" + version("kafka.version"));
  }

  @Test
  void nothingIsOpenToTheNetwork() {
    assertThat(COMPOSE.path("services"))
        .hasSize(2)
        .allSatisfy(service -> assertThat(service.path("ports"))
            .isNotEmpty()
            .allSatisfy(port -> assertThat(port.asText()).matches("127\\.0\\.0\\.1:(\\d+):\\1")));
  }

  @Test
  void dataIsKeptInVolumesThatAreThere() {
    assertThat(POSTGRES.at("/volumes/0").asText()).isEqualTo("postgres:/var/lib/postgresql");
    assertThat(KAFKA.at("/volumes/0").asText())
        .isEqualTo("kafka:" + KAFKA.at("/environment/KAFKA_LOG_DIRS").asText());
    assertThat(COMPOSE.path("volumes").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("postgres", "kafka");
  }

  @Test
  void everyServiceSaysWhetherItIsHealthy() {
    assertThat(COMPOSE.path("services"))
        .hasSize(2)
        .allSatisfy(service -> assertThat(service.path("healthcheck").fieldNames())
            .toIterable()
            .contains("test", "interval", "timeout", "retries"));
  }

  @Test
  void theBrokerUnderstandsItsSettings() {
    Properties settings = new Properties();
    KAFKA.path("environment").properties().forEach(variable -> {
      if (variable.getKey().startsWith("KAFKA_")) {
        String name = variable.getKey().substring("KAFKA_".length());
        settings.put(
            name.toLowerCase(Locale.ROOT).replace('_', '.'), variable.getValue().asText());
      }
    });

    assertThat(AbstractKafkaConfig.CONFIG_DEF.names()).containsAll(settings.stringPropertyNames());
    assertThat(KafkaConfig.fromProps(settings).isKRaftCombinedMode()).isTrue();
  }

  @Test
  void clientsAreSentToThePortThatIsOpen() {
    assertThat(KAFKA.at("/environment/KAFKA_ADVERTISED_LISTENERS").asText())
        .isEqualTo("PLAINTEXT://localhost:9092");
    assertThat(KAFKA.at("/ports/0").asText()).isEqualTo("127.0.0.1:9092:9092");
  }

  /** 16 bytes in Base64 for URLs, as Kafka makes them. */
  @Test
  void theClusterHasAnIdOfItsOwn() {
    String id = KAFKA.at("/environment/CLUSTER_ID").asText();

    assertThat(Uuid.fromString(id).toString()).isEqualTo(id);
  }

  @Test
  void thePasswordIsTheOneThatTheBankReads() {
    assertThat(POSTGRES.at("/environment/POSTGRES_DB").asText()).isEqualTo("bank");
    assertThat(POSTGRES.at("/environment/POSTGRES_PASSWORD").asText())
        .startsWith("${CAIRN_POSTGRES_PASSWORD:?");
  }

  private static String version(String property) throws IOException {
    Matcher found = Pattern.compile("<" + Pattern.quote(property) + ">(.*?)</")
        .matcher(Files.readString(BUILD));
    assertThat(found.find()).as(property).isTrue();
    return found.group(1);
  }
}
