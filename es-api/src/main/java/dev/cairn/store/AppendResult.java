package dev.cairn.store;

import dev.cairn.event.Position;
import dev.cairn.event.StreamVersion;

/**
 * What an append to one stream led to.
 *
 * @param version the version of the last event appended
 * @param position the position of the last event appended
 * @param repeated true if the events were in the log already, put there by an earlier call with the
 *     same ids, or by this one before the answer got lost: the two cannot be told apart. Version and
 *     position are those of the first time, and nothing was written twice
 */
public record AppendResult(StreamVersion version, Position position, boolean repeated) {}
