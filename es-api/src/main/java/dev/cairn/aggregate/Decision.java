package dev.cairn.aggregate;

import dev.cairn.event.StreamId;
import dev.cairn.internal.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a decision returned, as a list of events that can be stored. */
record Decision<S>(
    AggregateDefinition<S> definition,
    StreamId stream,
    @Nullable S state,
    Object command) {

  /**
   * The events, each tried on the state that the ones before it lead to: an event that cannot be
   * evolved would make the stream unloadable for good.
   */
  List<Object> events(@Nullable Object returned) {
    List<@Nullable Object> events = listed(returned);
    List<Object> tried = new ArrayList<>(events.size());
    S next = state;
    for (Object event : events) {
      if (event == null) {
        throw new InvalidDecisionException(
            stream, command.getClass(), "its events include null", null);
      }
      next = evolve(next, event);
      tried.add(event);
    }
    return Collections.unmodifiableList(tried);
  }

  private static List<@Nullable Object> listed(@Nullable Object returned) {
    if (returned == null) {
      return List.of();
    }
    if (returned instanceof Collection<?> events) {
      return new ArrayList<>(events);
    }
    if (returned instanceof Optional<?> event) {
      return event.isPresent() ? List.of(event.get()) : List.of();
    }
    return List.of(returned);
  }

  private S evolve(@Nullable S before, Object event) {
    try {
      return definition.evolve(before, event);
    } catch (RuntimeException e) {
      throw new InvalidDecisionException(
          stream,
          command.getClass(),
          "its event " + Names.of(event.getClass()) + " cannot be evolved: " + e.getMessage(),
          e);
    }
  }
}
