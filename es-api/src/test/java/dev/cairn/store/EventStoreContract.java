package dev.cairn.store;

import dev.cairn.event.EventCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every event store promises, one test for each promise. A store passes it by extending this
 * class; it is written so that a real database can.
 */
public abstract class EventStoreContract
    implements AppendContract,
        ConcurrentAppendContract,
        RepeatedAppendContract,
        ClosedStreamContract,
        MultiStreamAppendContract,
        AppendLimitsContract,
        HostileInputContract,
        StreamReadContract,
        LogReadContract,
        EarlierFormsContract,
        SubscriptionContract,
        SubscriptionEndContract,
        CheckpointContract {

  private EventStore store;

  /** A store with a fresh, empty log of its own. The contract closes it. */
  protected abstract EventStore createStore(EventCodec codec);

  @BeforeEach
  final void createStore() {
    store = createStore(ContractEvents.codec());
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  @Override
  public final EventStore store() {
    return store;
  }

  @Override
  public final EventStore anotherStore(EventCodec codec) {
    return createStore(codec);
  }
}
