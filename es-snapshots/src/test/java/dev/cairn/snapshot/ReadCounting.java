package dev.cairn.snapshot;

import dev.cairn.event.EventCodec;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Counts the events of streams that are read from a store. */
record ReadCounting(EventStore store, AtomicLong count) implements EventStore {

  ReadCounting(EventStore store) {
    this(store, new AtomicLong());
  }

  long events() {
    return count.get();
  }

  @Override
  public List<AppendResult> append(List<StreamAppend> appends) {
    return store.append(appends);
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
    return store.read(read).peek(event -> count.incrementAndGet());
  }

  @Override
  public Optional<RecordedEvent> find(UUID eventId) {
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
  public void close() {}
}
