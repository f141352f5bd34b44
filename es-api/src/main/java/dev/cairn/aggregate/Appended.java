package dev.cairn.aggregate;

import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.AppendResult;
import java.util.List;

/**
 * What became of a decision.
 *
 * @param before the state that was decided on
 * @param events those that were appended, in order
 * @param result where they are
 */
public record Appended<S>(
    StreamId stream, Loaded<S> before, List<NewEvent> events, AppendResult result) {}
