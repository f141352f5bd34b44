package dev.cairn.outbox.consumer;

import dev.cairn.CairnException;
import org.apache.kafka.common.KafkaException;

/**
 * Kafka refuses the consumer for a reason that waiting does not change: a wrong setting, a missing right, a
 * broker that is too old, a dead letter that the topic does not take.
 */
public final class ConsumerRefusedException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String group;

  ConsumerRefusedException(String group, String problem, KafkaException cause) {
    super("Kafka refuses the consumer of group '" + group + "': " + problem, cause);
    this.group = group;
  }

  public String group() {
    return group;
  }
}
