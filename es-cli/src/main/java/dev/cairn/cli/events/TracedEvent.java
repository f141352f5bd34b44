package dev.cairn.cli.events;

import dev.cairn.event.EventDecodingException;
import dev.cairn.event.RecordedEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event in the tree of what caused what, without its payload, since there may be many.
 *
 * @param causedBy the event of the tree that led to it; null if something outside the log did
 * @param depth 0 for what nothing in the log has caused
 */
record TracedEvent(
    UUID id,
    String type,
    String stream,
    long version,
    long position,
    Instant recordedAt,
    @Nullable UUID causedBy,
    int depth) {

  static TracedEvent of(RecordedEvent event, @Nullable UUID causedBy, int depth) {
    return new TracedEvent(
        event.id(),
        event.type(),
        event.streamText(),
        event.version().value(),
        event.position().value(),
        event.recordedAt(),
        causedBy,
        depth);
  }

  /** What the event says led to it; empty if it says nothing, or nothing that can be read. */
  static Optional<UUID> causeOf(RecordedEvent event) {
    try {
      return Optional.ofNullable(event.metadata().causationId())
          .filter(cause -> !cause.equals(event.id()));
    } catch (EventDecodingException e) {
      return Optional.empty();
    }
  }
}
