package dev.cairn.outbox;

/**
 * How batches get into Kafka, and how the cursor moves with them: one for each {@link DeliveryGuarantee}.
 * Used by one thread. After any exception but {@link PoisonRecordException} it is broken: it is closed, and
 * the next one begins from the cursor.
 */
interface Publisher extends AutoCloseable {

  /**
   * Makes this the only one that publishes, as far as the guarantee can, and finds out where to go on.
   *
   * @throws RelayHaltedException if that is not clear
   */
  RelayCursor begin();

  /**
   * Publishes a batch and moves the cursor to its end.
   *
   * @param from the cursor before it
   * @return the cursor after it; before the batch's end if only a part was published
   * @throws PoisonRecordException if Kafka will never take some of its records
   */
  RelayCursor publish(Batch batch, RelayCursor from);

  /** Lets go of Kafka; what is under way is aborted. */
  @Override
  void close();
}
