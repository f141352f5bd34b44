package dev.cairn.bank.web;

import dev.cairn.outbox.OutboxRelay;
import dev.cairn.outbox.RelayState;
import java.util.Optional;

/**
 * The relay, as operators look at it.
 *
 * @param standing what it does, in one word
 * @param detail why it is halted; empty otherwise
 */
record RelayView(
    Standing standing,
    boolean leading,
    long position,
    long lagEvents,
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
        .orElseGet(() -> new RelayView(Standing.OFF, false, 0, 0, 0, 0, 0, 0, ""));
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
        state.lagEvents(),
        state.lagSeconds(),
        state.eventsPerSecond(),
        state.published(),
        state.parkedStreams(),
        halted);
  }

  /** The same beside the end of the log, which the relay itself looks for once a second only. */
  RelayView beside(long head) {
    return new RelayView(
        standing,
        leading,
        position,
        leading ? Math.max(lagEvents, head - position) : 0,
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
