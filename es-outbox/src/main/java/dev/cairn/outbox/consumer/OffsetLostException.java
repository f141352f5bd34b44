package dev.cairn.outbox.consumer;

import dev.cairn.CairnException;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The consumer does not know where to go on: it has no offset and was told to begin nowhere, or there is no
 * record at its offset any more. It never jumps by itself, because that would pass over events or repeat
 * them.
 */
public final class OffsetLostException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient TopicPartition partition;
  private final @Nullable Long offset;

  OffsetLostException(
      TopicPartition partition, @Nullable Long offset, String problem, @Nullable Throwable cause) {
    super(problem, cause);
    this.partition = partition;
    this.offset = offset;
  }

  public TopicPartition partition() {
    return partition;
  }

  /** The offset that is stored; empty if none is. */
  public OptionalLong offset() {
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }
}
