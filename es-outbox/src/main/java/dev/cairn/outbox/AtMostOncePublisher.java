package dev.cairn.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** At most once: the cursor has moved on before anything is sent, so nothing is ever sent again. */
final class AtMostOncePublisher implements Publisher {

  private static final Logger log = LoggerFactory.getLogger(AtMostOncePublisher.class);

  private final RelayLedger ledger;
  private final KafkaClients kafka;
  private final RecordWriting writing;
  private final CrashPoints crashPoints;
  private final Producer<byte[], byte[]> producer;

  AtMostOncePublisher(
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
    requireRecords(batch);
    ledger.advance(batch.end());
    crashPoints.at(CrashPoint.IN_TRANSACTION);
    Sending sending = Sending.of(batch, producer, writing);
    producer.flush();
    crashPoints.at(CrashPoint.AFTER_COMMIT);
    if (sending.failed() > 0) {
      log.error(
          "{} of {} records up to position {} were not published and are not tried again: {}",
          sending.failed(),
          batch.entries().size(),
          batch.end().checkpoint().position(),
          Objects.requireNonNull(sending.firstFailure()).getMessage());
    }
    crashPoints.at(CrashPoint.BEFORE_NEXT);
    return batch.end().settled();
  }

  /** What can have no record is parked, as long as the cursor has not moved on. */
  private void requireRecords(Batch batch) {
    List<PoisonRecordException.Poison> poison = new ArrayList<>();
    for (int i = 0; i < batch.entries().size(); i++) {
      try {
        batch.entries().get(i).write(writing);
      } catch (CannotPublishException e) {
        poison.add(new PoisonRecordException.Poison(i, e.problem()));
      }
    }
    if (!poison.isEmpty()) {
      throw new PoisonRecordException(poison);
    }
  }

  @Override
  public void close() {
    producer.close(KafkaClients.CLOSING);
  }
}
