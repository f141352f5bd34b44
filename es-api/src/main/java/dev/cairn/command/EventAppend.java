package dev.cairn.command;

import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.AppendResult;
import dev.cairn.store.ExpectedVersion;
import java.util.List;

/** How the events of a command come into the log: as {@link dev.cairn.store.EventStore#append} does it. */
@FunctionalInterface
public interface EventAppend {

  /** Appends them, all or none. */
  AppendResult append(StreamId stream, ExpectedVersion expected, List<NewEvent> events);
}
