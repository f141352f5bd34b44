package dev.cairn.store.memory;

import dev.cairn.event.EventCodec;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.Upcasting;
import dev.cairn.store.AppendLimits;
import dev.cairn.store.AppendResult;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.ClosedStream;
import dev.cairn.store.EncodedAppend;
import dev.cairn.store.EventFilter;
import dev.cairn.store.EventStore;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.LogIdentity;
import dev.cairn.store.LogRead;
import dev.cairn.store.StreamAppend;
import dev.cairn.store.StreamPages;
import dev.cairn.store.StreamRead;
import dev.cairn.store.Subscription;
import dev.cairn.store.Todays;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A log in the memory of this process, with the promises of every other store except that it ends
 * with the process. Events are encoded and decoded as for a database, so that a codec that cannot
 * carry an event fails in tests too.
 *
 * <p>After {@link #close()} every call but another close is refused with {@link
 * IllegalStateException}.
 */
public final class InMemoryEventStore implements EventStore {

  private static final int PAGE = 256;

  private final EventCodec codec;
  private final AppendLimits limits;
  private final MemoryLog log;
  private final Set<MemorySubscription> subscriptions = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;

  /** An empty log with the default limits and the clock of the system. */
  public InMemoryEventStore(EventCodec codec) {
    this(codec, Clock.systemUTC());
  }

  /** An empty log with the default limits, whose events are recorded at the times of a clock. */
  public InMemoryEventStore(EventCodec codec, Clock clock) {
    this(codec, clock, AppendLimits.defaults());
  }

  /** An empty log. */
  public InMemoryEventStore(EventCodec codec, Clock clock, AppendLimits limits) {
    this.codec = codec;
    this.limits = limits;
    this.log = new MemoryLog(codec, clock);
  }

  @Override
  public List<AppendResult> append(List<StreamAppend> appends) {
    requireOpen();
    return log.append(EncodedAppend.encode(appends, codec, limits));
  }

  @Override
  public ClosedStream closeStream(
      StreamId stream, ExpectedVersion expected, String by, String reason) {
    requireOpen();
    return log.close(stream, expected, by, reason);
  }

  @Override
  public Optional<ClosedStream> closedStream(StreamId stream) {
    requireOpen();
    return log.closed(stream);
  }

  @Override
  public Stream<RecordedEvent> read(StreamRead read) {
    requireOpen();
    return Todays.stream(read, codec.upcasting(), StreamPages.stream(read, log::page));
  }

  @Override
  public Optional<RecordedEvent> find(UUID eventId) {
    requireOpen();
    return log.find(eventId);
  }

  @Override
  public Position readLog(LogRead read, Consumer<? super RecordedEvent> reader) {
    requireOpen();
    Position head = log.head();
    Position end = read.upTo().isAfter(head) ? head : read.upTo();
    Position at = read.after();
    Consumer<RecordedEvent> today =
        Todays.reader(read.filter(), read.asStored() ? Upcasting.NONE : codec.upcasting(), reader);
    while (end.isAfter(at)) {
      for (RecordedEvent event : log.page(at, end, PAGE)) {
        today.accept(event);
        at = event.position();
      }
    }
    return at;
  }

  @Override
  public Subscription subscribe(
      Checkpoint from, EventFilter filter, Consumer<? super RecordedEvent> handler) {
    log.requireFits(from);
    MemorySubscription subscription =
        new MemorySubscription(log, from, Todays.reader(filter, codec.upcasting(), handler));
    subscription.ended().whenComplete((nothing, failure) -> subscriptions.remove(subscription));
    synchronized (subscriptions) {
      requireOpen();
      subscriptions.add(subscription);
      subscription.start();
    }
    return subscription;
  }

  @Override
  public Position head() {
    requireOpen();
    return log.head();
  }

  @Override
  public EventCodec codec() {
    return codec;
  }

  @Override
  public LogIdentity identity() {
    return log.identity();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The event store is closed");
    }
  }

  @Override
  public void close() {
    List<MemorySubscription> open;
    // With the same lock as subscribe, so that no subscription outlives the store.
    synchronized (subscriptions) {
      closed = true;
      open = List.copyOf(subscriptions);
    }
    open.forEach(MemorySubscription::beginClose);
    open.forEach(MemorySubscription::close);
  }
}
