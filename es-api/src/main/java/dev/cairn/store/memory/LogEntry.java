package dev.cairn.store.memory;

import dev.cairn.event.EventCodec;
import dev.cairn.event.EventRevision;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.AppendResult;
import dev.cairn.store.EncodedAppend;
import java.time.Instant;
import java.util.UUID;

/** One event as the log keeps it. */
record LogEntry(
    long position, StreamId stream, long version, EncodedAppend.Event event, Instant recordedAt) {

  UUID id() {
    return event.id();
  }

  EventRevision form() {
    return new EventRevision(event.type(), event.revision());
  }

  /**
   * What a reader gets. A new object each time: a recorded event keeps what it decoded, and readers
   * must not share that, as they would not share it with a database either.
   */
  RecordedEvent recorded(EventCodec codec) {
    return new RecordedEvent(
        position,
        stream.toString(),
        version,
        event.id(),
        event.type(),
        event.revision(),
        event.payload(),
        event.metadata(),
        recordedAt,
        codec);
  }

  /** The result of the append that ended with this event. */
  AppendResult result(boolean repeated) {
    return new AppendResult(new StreamVersion(version), new Position(position), repeated);
  }
}
