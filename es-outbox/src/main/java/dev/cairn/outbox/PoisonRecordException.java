package dev.cairn.outbox;

import java.util.List;

/** Some records of a batch cannot be, or Kafka will never take them; nothing of the batch was published. */
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
   * @param problem what the operator reads
   */
  record Poison(int index, String problem) {}

  List<Poison> poison() {
    return poison;
  }
}
