package dev.cairn.store;

import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import java.util.List;

/** Events for one stream, and the condition under which they are appended. */
public record StreamAppend(StreamId stream, ExpectedVersion expected, List<NewEvent> events) {

  public StreamAppend {
    events = List.copyOf(events);
  }
}
