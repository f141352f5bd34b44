package dev.cairn.outbox.consumer;

/** Where a group begins in a partition for which it has no offset. Never used for anything else. */
public enum StartAt {
  /** With the oldest record there is. */
  EARLIEST,
  /** With what is published from now on; also in a partition that is added later. */
  LATEST,
  /** Nowhere: the consumer ends with an {@link OffsetLostException}. */
  REFUSE
}
