package dev.cairn.outbox.consumer;

import dev.cairn.outbox.consumer.OffsetRows.Claim;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Offsets in the transactions in which events are handled. What counts is the row of a partition: who
 * raised its term last owns it, and every transaction ends by moving the offset under its own term. One
 * that moves no row is rolled back with all that the handler did. So it does not matter who believes to be
 * a member of the group, or for how long a process slept.
 *
 * <p>The offset is moved last, just before the commit: a process that is stopped while it handles holds no lock
 * on the row. If it is stopped in that last moment, the server ends its transaction after the idle time.
 */
final class DatabaseProgress implements Progress {

  /** Long enough for a commit, short enough for the poll that has to follow. */
  private static final Duration CLAIM_WAIT = Duration.ofSeconds(2);

  /** While a dead letter is written, the transaction has no statement. */
  private static final Duration PARK_IDLE = DeadLetters.PATIENCE.multipliedBy(2);

  private final Delivery.ExactlyOnce delivery;
  private final OffsetRows rows;
  private final Supplier<String> member;
  private final TopicIds topicIds;
  private final Set<String> topics;
  private final Counts counts;
  private final Map<TopicPartition, Claim> claims = new HashMap<>();

  DatabaseProgress(
      Delivery.ExactlyOnce delivery,
      String group,
      Set<String> topics,
      Supplier<String> member,
      TopicIds topicIds,
      Counts counts) {
    this.delivery = delivery;
    this.rows = new OffsetRows(delivery.table(), group);
    this.topics = topics;
    this.member = member;
    this.topicIds = topicIds;
    this.counts = counts;
  }

  @Override
  public OptionalLong begin(TopicPartition partition) {
    UUID topicId = topicIds.of(partition.topic());
    Claim claim = write(handle -> {
      set(handle, "lock_timeout", CLAIM_WAIT);
      Claim made = rows.claim(handle, partition, topicId, member.get());
      // Thrown in the transaction, which is rolled back: whoever reads the other topic goes on.
      requireSame(partition, made, topicId);
      return made;
    });
    claims.put(partition, claim);
    return claim.next() == null ? OptionalLong.empty() : OptionalLong.of(claim.next());
  }

  private void requireSame(TopicPartition partition, Claim claim, UUID topicId) {
    if (!claim.topicId().equals(topicId)) {
      throw new OffsetLostException(
          partition,
          claim.next(),
          "The offset of the group in " + partition + " belongs to topic " + claim.topicId()
              + ", and the topic of that name is now " + topicId
              + ": it was deleted and made again, or this is another cluster. To begin anew, delete the"
              + " group's rows of that topic from " + delivery.table().offsets() + ".",
          null);
    }
  }

  @Override
  public void start(TopicPartition partition, long offset) {
    Claim claim = claimOf(partition);
    write(handle -> moved(handle, partition, claim, offset));
    claims.put(partition, claim.at(offset, false));
  }

  @Override
  public int handle(TopicPartition partition, List<Incoming> run, BooleanSupplier enough) {
    Claim claim = claimOf(partition);
    int done;
    try {
      done = delivery.jdbi().inTransaction(handle -> {
        set(handle, "idle_in_transaction_session_timeout", delivery.idle());
        int handled = handled(handle, run, enough);
        moved(handle, partition, claim, run.get(handled - 1).nextOffset());
        return handled;
      });
    } catch (JdbiException e) {
      if (DatabaseErrors.isAway(e)) {
        throw PlaceLost.away(e);
      }
      if (DatabaseErrors.isRefused(e)) {
        throw refused(e);
      }
      // Only what the handler left behind shows as late as this: an error that it kept to itself, a
      // constraint that is checked at the commit.
      throw new HandlerFailure(0, run.size() - 1, e);
    }
    claims.put(partition, claim.at(run.get(done - 1).nextOffset(), false));
    counts.handled(done);
    return done;
  }

  private int handled(Handle handle, List<Incoming> run, BooleanSupplier enough) {
    int handled = 0;
    for (Incoming incoming : run) {
      try {
        delivery.handler().handle(incoming.event(), handle);
        requireOpen(handle);
      } catch (RuntimeException e) {
        throw DatabaseErrors.isAway(e) ? PlaceLost.away(e) : new HandlerFailure(0, handled, e);
      }
      handled++;
      if (enough.getAsBoolean()) {
        break;
      }
    }
    return handled;
  }

  private static void requireOpen(Handle handle) {
    if (!handle.isInTransaction()) {
      throw new IllegalStateException(
          "The handler has ended the transaction that it was given, so its work is committed or lost without"
              + " the offset. Leave that to the consumer.");
    }
  }

  @Override
  public boolean isParked(TopicPartition partition, byte @Nullable [] key) {
    return key != null
        && claimOf(partition).parking()
        && write(handle -> rows.isParked(handle, partition, key));
  }

  @Override
  public void park(
      TopicPartition partition,
      ConsumerRecord<byte[], byte[]> record,
      boolean parkKey,
      Runnable letter) {
    Claim claim = claimOf(partition);
    byte @Nullable [] key = parkKey ? record.key() : null;
    write(handle -> {
      set(handle, "idle_in_transaction_session_timeout", PARK_IDLE);
      // Before the letter: a member whose partition was taken over writes none.
      moved(handle, partition, claim, record.offset() + 1);
      if (key != null) {
        rows.park(handle, partition, key);
      }
      letter.run();
      return true;
    });
    claims.put(partition, claim.at(record.offset() + 1, key != null));
  }

  @Override
  public boolean release(byte[] key) {
    return write(handle -> rows.release(handle, List.copyOf(topics), key));
  }

  private boolean moved(Handle handle, TopicPartition partition, Claim claim, long next) {
    if (!rows.advance(handle, partition, claim, next)) {
      throw PlaceLost.takenOver();
    }
    return true;
  }

  /** A transaction in which the application has no part. */
  private <T> T write(Function<Handle, T> statements) {
    try {
      return delivery.jdbi().inTransaction(statements::apply);
    } catch (JdbiException e) {
      if (DatabaseErrors.isAway(e) || DatabaseErrors.isInTheWay(e)) {
        throw PlaceLost.away(e);
      }
      throw refused(e);
    }
  }

  private OffsetTableException refused(JdbiException e) {
    return new OffsetTableException(
        delivery.table().offsets(),
        "cannot be used (" + e.getMessage()
            + "). See OffsetTable for what makes it and for the rights.",
        e);
  }

  private static void set(Handle handle, String setting, Duration value) {
    handle
        .createQuery("select set_config(:setting, :millis, true)")
        .bind("setting", setting)
        .bind("millis", String.valueOf(value.toMillis()))
        .mapTo(String.class)
        .one();
  }

  private Claim claimOf(TopicPartition partition) {
    Claim claim = claims.get(partition);
    if (claim == null) {
      throw new IllegalStateException(partition + " was not begun");
    }
    return claim;
  }

  @Override
  public void settle() {
    // Every transaction has settled what it did.
  }

  @Override
  public void forget(Collection<TopicPartition> partitions) {
    partitions.forEach(claims::remove);
  }
}
