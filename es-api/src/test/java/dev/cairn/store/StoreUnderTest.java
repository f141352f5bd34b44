package dev.cairn.store;

import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import java.util.ArrayList;
import java.util.List;

/** What the parts of the contract need: a store with an empty log, and short ways to ask it. */
interface StoreUnderTest {

  StreamId ACCOUNT = StreamId.of("account", "a-1");
  StreamId OTHER = StreamId.of("account", "a-2");
  StreamId TRANSFER = StreamId.of("transfer", "t-1");

  /** The store of this test; its log was empty when the test began. */
  EventStore store();

  default List<RecordedEvent> events(StreamId stream) {
    return store().read(StreamRead.forward(stream)).toList();
  }

  default List<RecordedEvent> events(LogRead read) {
    List<RecordedEvent> events = new ArrayList<>();
    store().readLog(read, events::add);
    return events;
  }

  default List<RecordedEvent> log() {
    return events(LogRead.all());
  }
}
