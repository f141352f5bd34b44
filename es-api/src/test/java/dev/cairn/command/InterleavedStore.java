package dev.cairn.command;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventCodec;
import dev.cairn.event.NewEvent;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.AppendResult;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.ClosedStream;
import dev.cairn.store.EventFilter;
import dev.cairn.store.EventStore;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.LogIdentity;
import dev.cairn.store.LogRead;
import dev.cairn.store.StreamAppend;
import dev.cairn.store.StreamRead;
import dev.cairn.store.Subscription;
import dev.cairn.store.memory.InMemoryEventStore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A real store in which something else happens at a chosen moment, as it does under load. */
final class InterleavedStore implements EventStore {

  static final StreamId STREAM = StreamId.of("wallet", "w");

  final EventStore store = new InMemoryEventStore(JacksonEventCodec.forEvents(Wallet.Event.class));
  final AtomicInteger finds = new AtomicInteger();
  final AtomicInteger appends = new AtomicInteger();
  /** Whether the store has to append again to learn what the first try led to. */
  volatile boolean acknowledgementGetsLost;

  private final AtomicReference<Runnable> beforeRead = new AtomicReference<>(() -> {});
  private final AtomicReference<Runnable> beforeAppend = new AtomicReference<>(() -> {});

  /** Runs once, before the next read of a stream. */
  void beforeNextRead(Runnable other) {
    beforeRead.set(other);
  }

  /** Runs once, before the next append. */
  void beforeNextAppend(Runnable other) {
    beforeAppend.set(other);
  }

  /** Runs before each append. */
  void beforeEveryAppend(Runnable other) {
    beforeAppend.set(() -> {
      beforeEveryAppend(other);
      other.run();
    });
  }

  /** What another writer does, without any command. */
  void appendDirectly(Object event) {
    store.append(STREAM, ExpectedVersion.any(), List.of(NewEvent.of(event)));
  }

  List<Object> events() {
    return store.read(StreamRead.forward(STREAM)).map(RecordedEvent::payload).toList();
  }

  @Override
  public List<AppendResult> append(List<StreamAppend> all) {
    appends.incrementAndGet();
    beforeAppend.getAndSet(() -> {}).run();
    List<AppendResult> first = store.append(all);
    return acknowledgementGetsLost ? store.append(all) : first;
  }

  @Override
  public ClosedStream closeStream(
      StreamId stream, ExpectedVersion expected, String by, String reason) {
    return store.closeStream(stream, expected, by, reason);
  }

  @Override
  public Optional<ClosedStream> closedStream(StreamId stream) {
    return store.closedStream(stream);
  }

  @Override
  public Stream<RecordedEvent> read(StreamRead read) {
    beforeRead.getAndSet(() -> {}).run();
    return store.read(read);
  }

  @Override
  public Optional<RecordedEvent> find(UUID eventId) {
    finds.incrementAndGet();
    return store.find(eventId);
  }

  @Override
  public Position readLog(LogRead read, Consumer<? super RecordedEvent> reader) {
    return store.readLog(read, reader);
  }

  @Override
  public Subscription subscribe(
      Checkpoint from, EventFilter filter, Consumer<? super RecordedEvent> handler) {
    return store.subscribe(from, filter, handler);
  }

  @Override
  public Position head() {
    return store.head();
  }

  @Override
  public EventCodec codec() {
    return store.codec();
  }

  @Override
  public LogIdentity identity() {
    return store.identity();
  }

  @Override
  public void close() {
    store.close();
  }
}
