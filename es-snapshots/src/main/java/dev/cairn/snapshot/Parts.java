package dev.cairn.snapshot;

import dev.cairn.event.EventCodec;
import dev.cairn.store.EventStore;

/** What loading, rebuilding and verifying have in common. */
record Parts(
    EventStore events,
    EventCodec codec,
    SnapshotStore snapshots,
    StateCache cache,
    SnapshotTaker taker,
    Counters counters) {}
