package dev.cairn.store.memory;

import dev.cairn.event.EventCodec;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.AppendResult;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.ClosedStream;
import dev.cairn.store.Direction;
import dev.cairn.store.EncodedAppend;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.LogIdentity;
import dev.cairn.store.StreamRead;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The events under one lock, which is what makes their order total. Thread-safe. */
final class MemoryLog {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final EventTable table = new EventTable();
  private final LogIdentity identity = new LogIdentity(UUID.randomUUID(), 1);
  private final EventCodec codec;
  private final Clock clock;

  MemoryLog(EventCodec codec, Clock clock) {
    this.codec = codec;
    this.clock = clock;
  }

  LogIdentity identity() {
    return identity;
  }

  List<AppendResult> append(List<EncodedAppend> appends) {
    lock.lock();
    try {
      List<AppendResult> results = table.append(appends, now());
      changed.signalAll();
      return results;
    } finally {
      lock.unlock();
    }
  }

  /** As fine as the clock of a database, so that code tested here meets no coarser time there. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  ClosedStream close(StreamId stream, ExpectedVersion expected, String by, String reason) {
    ClosedStream.requireRecordable(by, reason);
    lock.lock();
    try {
      return table.close(stream, expected, at -> new ClosedStream(stream, at, now(), by, reason));
    } finally {
      lock.unlock();
    }
  }

  Optional<ClosedStream> closed(StreamId stream) {
    lock.lock();
    try {
      return Optional.ofNullable(table.closed(stream));
    } finally {
      lock.unlock();
    }
  }

  Position head() {
    lock.lock();
    try {
      return new Position(table.log().size());
    } finally {
      lock.unlock();
    }
  }

  Optional<RecordedEvent> find(UUID id) {
    lock.lock();
    try {
      return Optional.ofNullable(table.event(id)).map(entry -> table.recorded(entry, codec));
    } finally {
      lock.unlock();
    }
  }

  /** Up to {@code max} events after a position, up to another, in the order of positions. */
  List<RecordedEvent> page(Position after, Position upTo, int max) {
    lock.lock();
    try {
      List<LogEntry> log = table.log();
      int begin = (int) Math.min(after.value(), log.size());
      int end = (int) Math.min(Math.min(upTo.value(), log.size()), (long) begin + max);
      return begin < end ? recorded(log.subList(begin, end)) : List.of();
    } finally {
      lock.unlock();
    }
  }

  /** The events of a stream, in the order of the read. */
  List<RecordedEvent> page(StreamRead read) {
    lock.lock();
    try {
      List<LogEntry> stream = table.stream(read.stream());
      int count = (int) Math.min(Integer.MAX_VALUE, read.limit());
      if (read.direction() == Direction.FORWARD) {
        int begin = (int) Math.min(Math.max(read.from().value() - 1, 0), stream.size());
        int end = (int) Math.min((long) begin + count, stream.size());
        return recorded(stream.subList(begin, end));
      }
      int end = (int) Math.min(read.from().value(), stream.size());
      List<RecordedEvent> page = recorded(stream.subList(Math.max(end - count, 0), end));
      Collections.reverse(page);
      return page;
    } finally {
      lock.unlock();
    }
  }

  private List<RecordedEvent> recorded(List<LogEntry> entries) {
    List<RecordedEvent> events = new ArrayList<>(entries.size());
    for (LogEntry entry : entries) {
      events.add(table.recorded(entry, codec));
    }
    return events;
  }

  /** Returns if a reader at the checkpoint may go on. */
  void requireFits(Checkpoint checkpoint) {
    lock.lock();
    try {
      checkpoint.requireFits(
          identity, new Position(table.log().size()), idAt(checkpoint.position().value()));
    } finally {
      lock.unlock();
    }
  }

  private @Nullable UUID idAt(long position) {
    List<LogEntry> log = table.log();
    return position < 1 || position > log.size()
        ? null
        : log.get((int) position - 1).id();
  }

  /** Waits until there are events after a position, or until {@code enough} once it is woken. */
  void awaitAfter(Position position, BooleanSupplier enough) throws InterruptedException {
    lock.lock();
    try {
      while (table.log().size() <= position.value() && !enough.getAsBoolean()) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets everyone who waits look again. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
