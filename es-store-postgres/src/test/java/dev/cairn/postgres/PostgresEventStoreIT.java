package dev.cairn.postgres;

import dev.cairn.event.EventCodec;
import dev.cairn.store.EventStore;
import dev.cairn.store.EventStoreContract;

final class PostgresEventStoreIT extends EventStoreContract {

  @Override
  protected EventStore createStore(EventCodec codec) {
    return TestLog.create().store(codec);
  }
}
