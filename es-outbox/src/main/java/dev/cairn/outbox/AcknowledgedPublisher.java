package dev.cairn.outbox;

import java.util.List;
import org.apache.kafka.clients.producer.Producer;

/**
 * At least once: the cursor in the database follows what Kafka has acknowledged, without a gap. What was
 * acknowledged and not yet noted when the relay died is published again.
 */
final class AcknowledgedPublisher implements Publisher {

  private final RelayLedger ledger;
  private final KafkaClients kafka;
  private final RecordWriting writing;
  private final CrashPoints crashPoints;
  private final Producer<byte[], byte[]> producer;

  AcknowledgedPublisher(
      RelayLedger ledger, KafkaClients kafka, RecordWriting writing, CrashPoints crashPoints) {
    this.ledger = ledger;
    this.kafka = kafka;
    this.writing = writing;
    this.crashPoints = crashPoints;
    this.producer = kafka.producer();
  }

  @Override
  public RelayCursor begin() {
    return ledger.cursorInDatabase(kafka);
  }

  @Override
  public RelayCursor publish(Batch batch, RelayCursor from) {
    crashPoints.at(CrashPoint.BEFORE_SEND);
    Sending sending = Sending.of(batch, producer, writing);
    crashPoints.at(CrashPoint.IN_TRANSACTION);
    producer.flush();
    crashPoints.at(CrashPoint.AFTER_COMMIT);
    int acknowledged = sending.acknowledgedPrefix();
    boolean whole = acknowledged == batch.entries().size();
    Batch published = whole ? batch : batch.prefix(acknowledged, from);
    if (whole || acknowledged > 0) {
      ledger.advance(published.end());
    }
    crashPoints.at(CrashPoint.BEFORE_NEXT);
    if (!whole) {
      throw failure(sending, acknowledged);
    }
    return batch.end().settled();
  }

  /** A record that is only refused after others were taken is met again as the first of its batch. */
  private static RuntimeException failure(Sending sending, int acknowledged) {
    List<PoisonRecordException.Poison> poison = sending.poison();
    if (acknowledged == 0 && !poison.isEmpty()) {
      return new PoisonRecordException(poison);
    }
    return sending.failure("Kafka did not take a record");
  }

  @Override
  public void close() {
    producer.close(KafkaClients.CLOSING);
  }
}
