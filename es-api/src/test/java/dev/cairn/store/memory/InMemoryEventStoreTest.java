package dev.cairn.store.memory;

import dev.cairn.event.EventCodec;
import dev.cairn.store.EventStore;
import dev.cairn.store.EventStoreContract;

final class InMemoryEventStoreTest extends EventStoreContract {

  @Override
  protected EventStore createStore(EventCodec codec) {
    return new InMemoryEventStore(codec);
  }
}
