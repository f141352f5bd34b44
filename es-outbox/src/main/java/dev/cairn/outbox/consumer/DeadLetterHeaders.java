package dev.cairn.outbox.consumer;

/**
 * The headers that a dead letter has beside those of the record. Key, value, timestamp and the record's own
 * headers are kept. Numbers and times stand there as text in UTF-8.
 */
public final class DeadLetterHeaders {

  /** The topic that the record was read from. */
  public static final String TOPIC = "cairn_dlq_topic";

  /** The partition that the record was read from. */
  public static final String PARTITION = "cairn_dlq_partition";

  /** The offset of the record there. */
  public static final String OFFSET = "cairn_dlq_offset";

  /** The group of the consumer. */
  public static final String GROUP = "cairn_dlq_group";

  /** {@code failed}, {@code unreadable}, or {@code key-parked}: it follows another of its key. */
  public static final String REASON = "cairn_dlq_reason";

  /** The class of the exception; missing if it only follows another. */
  public static final String EXCEPTION = "cairn_dlq_exception";

  /** Its message, at most 2,000 characters of it; missing if there is none. */
  public static final String MESSAGE = "cairn_dlq_message";

  /** How often the handler tried. */
  public static final String ATTEMPTS = "cairn_dlq_attempts";

  /** When it was written, in ISO 8601, by the clock of the consumer. */
  public static final String TIME = "cairn_dlq_time";

  /** What all of them begin with. */
  static final String PREFIX = "cairn_dlq_";

  private DeadLetterHeaders() {}
}
