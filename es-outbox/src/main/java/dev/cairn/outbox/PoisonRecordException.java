package dev.cairn.outbox;

import java.util.List;

/** Kafka does not take some records of a batch, and never will; nothing of the batch was published. */
final class PoisonRecordException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Poison> poison;

  PoisonRecordException(List<Poison> poison) {
    super(poison.toString());
    this.poison = List.copyOf(poison);
  }

  /**
   * One such record.
   *
   * @param index which entry of the batch
   * @param problem what Kafka says
   */
  record Poison(int index, String problem) {}

  List<Poison> poison() {
    return poison;
  }
}
