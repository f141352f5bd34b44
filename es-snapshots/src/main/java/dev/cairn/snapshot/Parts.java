package dev.cairn.snapshot;

import dev.cairn.store.EventStore;

/** What loading, rebuilding and verifying have in common. */
record Parts(
    EventStore events,
    SnapshotStore snapshots,
    StateCache cache,
    SnapshotTaker taker,
    Counters counters) {}
