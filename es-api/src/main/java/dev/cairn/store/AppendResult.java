package dev.cairn.store;

import dev.cairn.event.Position;
import dev.cairn.event.StreamVersion;

/**
 * What an append to one stream led to.
 *
 * @param version the version of the last event appended
 * @param position the position of the last event appended
 * @param repeated true if the events were in the log already, put there by an earlier call with the
 *     same ids; version and position are those of that call, and nothing was written
 */
public record AppendResult(StreamVersion version, Position position, boolean repeated) {}
