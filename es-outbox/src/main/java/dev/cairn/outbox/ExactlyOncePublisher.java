package dev.cairn.outbox;

import dev.cairn.outbox.RelayHaltedException.Reason;
import dev.cairn.store.Checkpoint;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/**
 * Each batch is one transaction of Kafka with the cursor in it. Beginning fences every earlier producer
 * with the same transactional ids before the cursor is read; so nobody else can have published after it,
 * and whoever still believes to lead cannot commit.
 *
 * <p>Two producers take turns, because a commit returns while its markers are still being written: the
 * next transaction of the same producer would be held up by the broker, for 20 ms at a time ({@code
 * add.partitions.to.txn.retry.backoff.ms}), and that of the other is not. Order is kept: a transaction begins
 * when the one before it is decided, and readers of what is committed wait for its markers.
 */
final class ExactlyOncePublisher implements Publisher {

  private final RelayLedger ledger;
  private final CursorTopic cursorTopic;
  private final RecordWriting writing;
  private final KafkaClients kafka;
  private final CrashPoints crashPoints;
  private final List<Producer<byte[], byte[]>> producers;
  private int transactions;

  ExactlyOncePublisher(
      RelayLedger ledger,
      CursorTopic cursorTopic,
      RecordWriting writing,
      List<String> transactionalIds,
      KafkaClients kafka,
      CrashPoints crashPoints) {
    this.ledger = ledger;
    this.cursorTopic = cursorTopic;
    this.writing = writing;
    this.kafka = kafka;
    this.crashPoints = crashPoints;
    this.producers = transactionalIds.stream().map(kafka::transactionalProducer).toList();
  }

  @Override
  public RelayCursor begin() {
    String cluster = kafka.clusterId();
    established().ifPresent(known -> requireSame(cluster, known));
    producers.forEach(Producer::initTransactions);
    // Only now: what the row said before may be old, if this process was stopped and another one
    // led.
    Optional<RelayTable.Row> row = established();
    Optional<RelayCursor> inKafka = cursorTopic.read(row.isPresent());
    RelayCursor cursor =
        row.isPresent() && row.get().guarantee().equals(ledger.guarantee().id())
            ? continued(row.get().checkpoint(), inKafka)
            : established(row.map(RelayTable.Row::checkpoint), inKafka, cluster);
    ledger.settle(cursor);
    return cursor.settled();
  }

  private Optional<RelayTable.Row> established() {
    return ledger.row().filter(RelayTable.Row::established);
  }

  private void requireSame(String cluster, RelayTable.Row known) {
    if (!known.clusterId().equals(cluster)) {
      throw ledger.halted(
          Reason.OTHER_CLUSTER,
          "it is connected to the cluster " + cluster + " and has published to " + known.clusterId()
              + " so far. " + choices(known.checkpoint()));
    }
  }

  /** The relay has published with this guarantee before, so Kafka has to know at least as much. */
  private RelayCursor continued(Checkpoint known, Optional<RelayCursor> inKafka) {
    if (inKafka.isEmpty()) {
      throw ledger.halted(
          Reason.CURSOR_MISSING,
          "the topic " + cursorTopic.name() + " has no cursor, and events up to position "
              + known.position()
              + " have been published: it was deleted, or this is another cluster. "
              + choices(known));
    }
    Checkpoint cursor = inKafka.get().checkpoint();
    if (isBehind(cursor, known)) {
      throw ledger.halted(
          Reason.CURSOR_BEHIND,
          "the cursor in the topic " + cursorTopic.name() + " stands at position "
              + cursor.position()
              + ", and events up to position " + known.position()
              + " have been published: Kafka lost data, or this is another cluster. "
              + choices(known));
    }
    return inKafka.get();
  }

  private static boolean isBehind(Checkpoint cursor, Checkpoint known) {
    int cursorLife = cursor.identity() == null ? 0 : cursor.identity().incarnation();
    int knownLife = known.identity() == null ? 0 : known.identity().incarnation();
    return cursorLife < knownLife
        || (cursorLife == knownLife && known.position().isAfter(cursor.position()));
  }

  private String choices(Checkpoint known) {
    return "Nothing is published until you choose: (1) connect it to the cluster it published to, or bring the"
        + " topic back; (2) go on from position " + known.position()
        + ", accepting that the last events before a crash may come twice: CursorReset.toRecorded; (3) publish"
        + " again from a position that you choose, 0 for all: CursorReset.to; (4) leave out what there is:"
        + " CursorReset.toHead.";
  }

  /** The first time with this guarantee: the cursor is in Kafka before the database says that it is. */
  private RelayCursor established(
      Optional<Checkpoint> known, Optional<RelayCursor> inKafka, String cluster) {
    RelayCursor cursor = known
        .map(checkpoint -> RelayCursor.at(checkpoint, ledger.term()))
        .or(() -> inKafka)
        .orElseGet(() -> RelayCursor.at(
            new Checkpoint(ledger.identity(), Checkpoint.START.position(), null), ledger.term()));
    cursorTopic.ensure();
    if (known.isPresent() || inKafka.isEmpty()) {
      commit(new Batch(List.of(), cursor));
    }
    ledger.establish(cluster, cursor.checkpoint());
    return cursor;
  }

  /** Sets the cursor, whatever it was. */
  void set(Checkpoint checkpoint) {
    producers.forEach(Producer::initTransactions);
    // What the last batch published beside events is still to be recorded.
    cursorTopic.read(false).ifPresent(ledger::settle);
    commit(new Batch(List.of(), RelayCursor.at(checkpoint, ledger.term())));
  }

  @Override
  public RelayCursor publish(Batch batch, RelayCursor from) {
    crashPoints.at(CrashPoint.BEFORE_SEND);
    commit(batch);
    crashPoints.at(CrashPoint.AFTER_COMMIT);
    if (batch.end().settlesSomething()) {
      ledger.settle(batch.end());
    }
    crashPoints.at(CrashPoint.BEFORE_NEXT);
    return batch.end().settled();
  }

  private void commit(Batch batch) {
    Producer<byte[], byte[]> producer = producers.get(transactions++ % producers.size());
    producer.beginTransaction();
    Sending sending = Sending.of(batch, producer, writing);
    try {
      if (sending.isCutShort()) {
        throw sending.failure("Some records could not be sent");
      }
      commit(producer, batch.end());
    } catch (KafkaException | ValuesUnavailableException e) {
      List<PoisonRecordException.Poison> poison = sending.poison();
      if (poison.isEmpty()) {
        abortIfUnavailable(producer, e);
        throw e;
      }
      // A record that was refused never gets as far as the commit, so there is something to abort.
      producer.abortTransaction();
      throw new PoisonRecordException(poison);
    }
  }

  /** Nothing is wrong with Kafka then, and the next transaction need not wait until this one times out. */
  private static void abortIfUnavailable(
      Producer<byte[], byte[]> producer, RuntimeException failure) {
    if (failure instanceof ValuesUnavailableException) {
      try {
        producer.abortTransaction();
      } catch (KafkaException e) {
        failure.addSuppressed(e);
      }
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the commit fails if the record of the cursor does
  private void commit(Producer<byte[], byte[]> producer, RelayCursor cursor) {
    producer.send(cursorTopic.record(cursor));
    crashPoints.at(CrashPoint.IN_TRANSACTION);
    producer.commitTransaction();
  }

  @Override
  public void close() {
    // Aborts what is under way, if Kafka is there; if not, the next one that begins does.
    producers.forEach(producer -> producer.close(KafkaClients.CLOSING));
  }
}
