package dev.cairn.postgres;

import dev.cairn.event.RecordedEvent;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.LogIdentity;
import java.util.List;

/**
 * Some events of the log, in order.
 *
 * @param end where a reader stands that has handled them all
 * @param isLast whether the log had no more when the page was read
 */
public record LogPage(
    List<RecordedEvent> events, Checkpoint end, LogIdentity identity, boolean isLast) {}
