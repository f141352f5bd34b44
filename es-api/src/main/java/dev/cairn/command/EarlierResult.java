package dev.cairn.command;

import dev.cairn.event.EventIds;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.EventStore;
import dev.cairn.store.StreamRead;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds what a command led to when it was sent before. The ids of its events are derived from its
 * own, so the log itself remembers, and there is no table of handled commands to keep or to clean.
 */
record EarlierResult(EventStore store) {

  private static final int PAGE = 8;

  Optional<CommandResult> find(UUID commandId, StreamId stream) {
    return store
        .find(EventIds.derived(commandId, stream, 0))
        .map(first -> rebuild(commandId, first));
  }

  private CommandResult rebuild(UUID commandId, RecordedEvent first) {
    List<Object> events = new ArrayList<>();
    addTo(events, first);
    int appended = 1;
    RecordedEvent last = first;
    // An append is atomic, so the other events of the command follow at once, or there are none.
    Iterator<RecordedEvent> rest = pageAfter(first);
    while (rest.hasNext()) {
      RecordedEvent next = rest.next();
      if (!next.id().equals(EventIds.derived(commandId, next.stream(), appended))) {
        break;
      }
      addTo(events, next);
      appended++;
      last = next;
      rest = rest.hasNext() ? rest : pageAfter(last);
    }
    return new CommandResult(
        first.stream(), last.version(), Optional.of(last.position()), events, true);
  }

  /** What the event is today, if the command was sent long ago. */
  private static void addTo(List<Object> events, RecordedEvent stored) {
    for (RecordedEvent event : stored.upcast()) {
      events.add(event.payload());
    }
  }

  /** A few only: most commands lead to one event, and the stream may be long. */
  private Iterator<RecordedEvent> pageAfter(RecordedEvent event) {
    return store
        .read(StreamRead.forward(event.stream())
            .from(event.version().plus(1))
            .limit(PAGE)
            .stored())
        .iterator();
  }
}
