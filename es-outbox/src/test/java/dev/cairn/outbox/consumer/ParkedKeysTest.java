package dev.cairn.outbox.consumer;

import static dev.cairn.outbox.consumer.TestTopic.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class ParkedKeysTest {

  private static final TopicPartition PARTITION = new TopicPartition("topic", 1);

  @Test
  void theyComeBackOutOfTheMetadataOfACommit() {
    ParkedKeys keys = ParkedKeys.from("");
    assertThat(keys.metadata()).isEmpty();
    keys.add(PARTITION, bytes("a"));
    keys.add(PARTITION, bytes("b"));
    keys.add(PARTITION, bytes("c"));
    keys.remove(bytes("b"));

    ParkedKeys read = ParkedKeys.from(keys.metadata());
    assertThat(read.contains(bytes("a"))).isTrue();
    assertThat(read.contains(bytes("b"))).isFalse();
    assertThat(read.contains(bytes("c"))).isTrue();
    assertThat(read.remove(bytes("d"))).isFalse();
  }

  @Test
  void asManyAsAreAllowedFitIntoWhatABrokerTakes() {
    ParkedKeys keys = ParkedKeys.from("");
    for (int i = 0; i < ParkedKeys.LIMIT; i++) {
      keys.add(PARTITION, bytes("key-" + i));
    }
    assertThat(keys.metadata()).hasSizeLessThanOrEqualTo(4_096);
    keys.add(PARTITION, bytes("key-0"));
    assertThatThrownBy(() -> keys.add(PARTITION, bytes("one more")))
        .isInstanceOfSatisfying(TooManyParkedKeysException.class, e -> {
          assertThat(e.limit()).isEqualTo(ParkedKeys.LIMIT);
          assertThat(e.partition()).isEqualTo(PARTITION);
        });
  }

  @Test
  void whatAnotherProgramLeftThereMeansNothing() {
    assertThat(ParkedKeys.from("host-7.example").metadata()).isEmpty();
  }
}
