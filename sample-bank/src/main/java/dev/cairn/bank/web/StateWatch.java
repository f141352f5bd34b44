package dev.cairn.bank.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.CairnException;
import dev.cairn.projection.ProjectionStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second how projections and relay are, remembers how far behind they were over the last
 * minutes, and tells the clients of the feed. Thread-safe.
 */
final class StateWatch implements AutoCloseable {

  /** Five minutes of seconds. */
  static final int REMEMBERED = 300;

  private static final Logger log = LoggerFactory.getLogger(StateWatch.class);

  private final ServedBank bank;
  private final Rebuilds rebuilds;
  private final EventFeed feed;
  private final Clock clock;
  private final Deque<Lag> lags = new ArrayDeque<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "bank-state");
        thread.setDaemon(true);
        return thread;
      });
  private volatile State newest;
  private @Nullable ScheduledFuture<?> looking;

  /**
   * How things are.
   *
   * @param database whether it answered
   * @param head where the log ends
   */
  record State(
      Instant at,
      boolean database,
      long head,
      List<ProjectionState> projections,
      RelayView relay) {}

  /**
   * How far behind the log everything was at a moment, in positions.
   *
   * @param relay null while it does not publish
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Lag(
      Instant at, Map<String, Long> projections, @Nullable Long relay) {}

  StateWatch(ServedBank bank, Rebuilds rebuilds, EventFeed feed, Clock clock) {
    this.bank = bank;
    this.rebuilds = rebuilds;
    this.feed = feed;
    this.clock = clock;
    this.newest = new State(clock.instant(), false, 0, List.of(), RelayView.of(bank.relay()));
  }

  void start() {
    look();
    looking = timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      newest = state();
      remember(newest);
      feed.tell(FeedMessage.state(newest));
    } catch (RuntimeException e) {
      // Thrown on, it would end the timer.
      log.error("The state of the bank cannot be told", e);
    }
  }

  private State state() {
    RelayView relay = RelayView.of(bank.relay());
    try {
      List<ProjectionState> projections = new ArrayList<>();
      Map<String, ProjectionStatus> known = new LinkedHashMap<>();
      bank.projections().operations().status().forEach(one -> known.put(one.projection(), one));
      List<String> rebuildable = bank.projections().operations().rebuildable();
      for (String name : bank.projections().names()) {
        projections.add(ProjectionState.of(
            name, rebuildable.contains(name), known.get(name), rebuilds.of(name)));
      }
      long head =
          known.values().stream().mapToLong(one -> one.head().value()).max().orElse(0);
      return new State(clock.instant(), true, head, projections, relay.beside(head));
    } catch (CairnException e) {
      return new State(clock.instant(), false, newest.head(), newest.projections(), relay);
    }
  }

  private void remember(State state) {
    Map<String, Long> behind = new LinkedHashMap<>();
    state.projections().forEach(one -> behind.put(one.name(), one.lagEvents()));
    synchronized (lags) {
      lags.add(new Lag(state.at(), behind, state.relay().lagEvents()));
      while (lags.size() > REMEMBERED) {
        lags.remove();
      }
    }
  }

  /** As of a second ago. */
  State newest() {
    return newest;
  }

  /** The oldest first. */
  List<Lag> lags() {
    synchronized (lags) {
      return List.copyOf(lags);
    }
  }

  @Override
  public void close() {
    ScheduledFuture<?> current = looking;
    if (current != null) {
      current.cancel(false);
    }
    timer.shutdownNow();
  }
}
