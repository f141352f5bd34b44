package dev.cairn.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.InvalidInputException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics that could not be, or would lose what they hold, cannot be asked for. */
class TopicSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 3, 2, partitions",
    "6, 0, 1, replication factor",
    "6, -2, 1, replication factor",
    "6, 3, 0, min.insync.replicas",
    "6, 2, 3, min.insync.replicas"
  })
  void whatCannotBeIsRefused(int partitions, short replication, int minInsync, String subject) {
    assertThatThrownBy(() -> new TopicSettings(true, partitions, replication, minInsync, Map.of()))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            refused -> assertThat(refused.subject()).isEqualTo(subject));
  }

  @Test
  void theBrokersReplicationGoesWithAnyNumberInSync() {
    assertThat(TopicSettings.defaults().withReplication((short) -1, 5).minInsyncReplicas())
        .isEqualTo(5);
  }

  @Test
  void configsAreACopy() {
    Map<String, String> mine = new HashMap<>(Map.of("retention.ms", "1"));
    TopicSettings settings = TopicSettings.defaults().withConfigs(mine);
    mine.clear();

    assertThat(settings.configs()).containsOnlyKeys("retention.ms");
  }
}
