package dev.cairn.outbox;

/** A moment in the publication of a batch at which dying is most interesting. */
enum CrashPoint {
  /** Nothing of the batch has been sent. */
  BEFORE_SEND,
  /** Records have been handed to Kafka's client, and nothing is committed or noted. */
  IN_TRANSACTION,
  /** Kafka has it all, and the database knows nothing of it. */
  AFTER_COMMIT,
  /** All is done, and the next batch has not begun. */
  BEFORE_NEXT
}
