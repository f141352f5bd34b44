package dev.cairn.store;

import static dev.cairn.store.ContractEvents.counted;

import dev.cairn.event.EventCodec;
import dev.cairn.event.NewEvent;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import java.util.ArrayList;
import java.util.List;

/** What the parts of the contract need: a store with an empty log, and short ways to use it. */
interface StoreUnderTest {

  StreamId ACCOUNT = StreamId.of("account", "a-1");
  StreamId OTHER = StreamId.of("account", "a-2");
  StreamId TRANSFER = StreamId.of("transfer", "t-1");

  /** The store of this test; its log was empty when the test began. */
  EventStore store();

  /** One more store, with an empty log of its own, for the test to close. */
  EventStore anotherStore(EventCodec codec);

  default AppendResult append(StreamId stream, List<NewEvent> events) {
    return store().append(stream, ExpectedVersion.any(), events);
  }

  default AppendResult append(StreamId stream, NewEvent... events) {
    return append(stream, List.of(events));
  }

  /** Appends that many {@code counted} events, numbered by their version in a stream new before. */
  default void appendMany(StreamId stream, int events) {
    for (int first = 1; first <= events; first += 1_000) {
      append(stream, counted(first, Math.min(first + 999, events)));
    }
  }

  default List<RecordedEvent> events(StreamId stream) {
    return store().read(StreamRead.forward(stream)).toList();
  }

  default List<RecordedEvent> events(LogRead read) {
    List<RecordedEvent> events = new ArrayList<>();
    Position ignored = store().readLog(read, events::add);
    return events;
  }

  default List<RecordedEvent> log() {
    return events(LogRead.all());
  }
}
