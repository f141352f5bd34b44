package dev.cairn.outbox;

import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** At most once: the cursor has moved on before anything is sent, so nothing is ever sent again. */
final class AtMostOncePublisher implements Publisher {

  private static final Logger log = LoggerFactory.getLogger(AtMostOncePublisher.class);

  private final RelayLedger ledger;
  private final KafkaClients kafka;
  private final CrashPoints crashPoints;
  private final Producer<byte[], byte[]> producer;

  AtMostOncePublisher(RelayLedger ledger, KafkaClients kafka, CrashPoints crashPoints) {
    this.ledger = ledger;
    this.kafka = kafka;
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
    ledger.advance(batch.end());
    crashPoints.at(CrashPoint.IN_TRANSACTION);
    Sending sending = Sending.of(batch, producer);
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

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
