package dev.cairn.bank.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.event.Position;
import dev.cairn.outbox.OutboxRelay;
import dev.cairn.outbox.RelayState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The relay, as operators look at it.
 *
 * @param standing what it does, in one word
 * @param lagEvents null unless it leads, and knows where its cursor is
 * @param detail why it is halted; empty otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RelayView(
    Standing standing,
    boolean leading,
    long position,
    @Nullable Long lagEvents,
    double lagSeconds,
    double eventsPerSecond,
    long published,
    int parkedStreams,
    String detail) {

  enum Standing {
    /** This server publishes nothing. */
    OFF,
    PUBLISHING,
    /** Kafka or the database is away. */
    WAITING,
    /** Another process publishes. */
    STANDBY,
    /** It cannot go on. */
    HALTED
  }

  static RelayView of(Optional<OutboxRelay> relay) {
    return relay
        .map(RelayView::now)
        .orElseGet(() -> new RelayView(Standing.OFF, false, 0, null, 0, 0, 0, 0, ""));
  }

  private static RelayView now(OutboxRelay relay) {
    RelayState state = relay.state();
    // Whatever ended it, this is asked while the server runs, and so it was not told to end.
    String halted = relay
        .ended()
        .handle((nothing, failure) -> failure == null ? "it was closed" : failure.getMessage())
        .toCompletableFuture()
        .getNow("");
    return new RelayView(
        standing(state, !halted.isEmpty()),
        state.leading(),
        state.cursor().value(),
        isPlaced(state) ? state.lagEvents() : null,
        state.lagSeconds(),
        state.eventsPerSecond(),
        state.published(),
        state.parkedStreams(),
        halted);
  }

  /** Until it has read its cursor, it seems to stand at the beginning. */
  private static boolean isPlaced(RelayState state) {
    return state.leading() && !(state.waiting() && state.cursor().equals(Position.START));
  }

  /** The same beside the end of the log, which the relay itself looks for once a second only. */
  RelayView beside(long head) {
    return new RelayView(
        standing,
        leading,
        position,
        lagEvents == null ? null : Math.max(lagEvents, head - position),
        lagSeconds,
        eventsPerSecond,
        published,
        parkedStreams,
        detail);
  }

  private static Standing standing(RelayState state, boolean halted) {
    if (halted) {
      return Standing.HALTED;
    }
    if (!state.leading()) {
      return Standing.STANDBY;
    }
    return state.waiting() ? Standing.WAITING : Standing.PUBLISHING;
  }
}
