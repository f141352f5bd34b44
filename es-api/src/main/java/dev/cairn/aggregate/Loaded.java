package dev.cairn.aggregate;

import dev.cairn.event.StreamVersion;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A state, and the version of the last event that went into it.
 *
 * @param state {@link AggregateDefinition#initial()} if no event did, which may be null
 * @param lastEvent the id of that event; null if no event did. Versions begin anew where a log went back,
 *     ids do not
 */
public record Loaded<S>(
    @Nullable S state, StreamVersion version, @Nullable UUID lastEvent) {

  /** What there is before the first event. */
  public static <S> Loaded<S> nothing(AggregateDefinition<S> definition) {
    return new Loaded<>(definition.initial(), StreamVersion.EMPTY, null);
  }

  /** Whether the stream has events up to here. */
  public boolean exists() {
    return !version.equals(StreamVersion.EMPTY);
  }
}
