package dev.cairn.aggregate;

import dev.cairn.event.StreamVersion;
import org.jspecify.annotations.Nullable;

/**
 * A state, and the version of the last event that went into it.
 *
 * @param state {@link AggregateDefinition#initial()} if no event did, which may be null
 */
public record Loaded<S>(@Nullable S state, StreamVersion version) {

  /** What there is before the first event. */
  public static <S> Loaded<S> nothing(AggregateDefinition<S> definition) {
    return new Loaded<>(definition.initial(), StreamVersion.EMPTY);
  }

  /** Whether the stream has events up to here. */
  public boolean exists() {
    return !version.equals(StreamVersion.EMPTY);
  }
}
