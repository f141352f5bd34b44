package dev.cairn.outbox.consumer;

import dev.cairn.CairnException;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** What an error of Kafka's clients means that ends a consumer. */
final class KafkaErrors {

  private KafkaErrors() {}

  static CairnException translated(String group, KafkaException e) {
    if (e instanceof OffsetOutOfRangeException outOfRange) {
      return lost(outOfRange);
    }
    Throwable reason = e.getCause() == null ? e : e.getCause();
    return new ConsumerRefusedException(
        group,
        e.getMessage() + (reason == e ? "" : " (" + reason.getMessage() + ")")
            + ". Waiting does not help: mend what it says, and start the consumer again.",
        e);
  }

  private static OffsetLostException lost(OffsetOutOfRangeException e) {
    Map.Entry<TopicPartition, Long> first =
        e.offsetOutOfRangePartitions().entrySet().iterator().next();
    return new OffsetLostException(
        first.getKey(),
        first.getValue(),
        "There is no record at offset " + first.getValue() + " of " + first.getKey()
            + ", where the group goes on: either retention has removed it before it was handled, or the topic"
            + " was made anew. Set the group's offset by hand to where it should go on; what lies between"
            + " is then passed over, or repeated.",
        e);
  }
}
