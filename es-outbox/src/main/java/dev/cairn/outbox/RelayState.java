package dev.cairn.outbox;

import dev.cairn.event.Position;

/**
 * How a relay is, as its own process sees it.
 *
 * @param leading whether this process is the one that publishes
 * @param waiting whether it leads and cannot publish, because Kafka or the database is away
 * @param term how often leadership has changed hands; 0 while it does not lead
 * @param cursor up to where everything has been published, parked or left out
 * @param lagEvents how many positions the log goes on after that
 * @param lagSeconds the age of the oldest event after that; 0 if there is none
 * @param eventsPerSecond published between the last two heartbeats
 * @param published records since it leads
 * @param parkedStreams streams that wait for an operator
 * @param failures how often publishing has failed since it leads
 */
public record RelayState(
    boolean leading,
    boolean waiting,
    long term,
    Position cursor,
    long lagEvents,
    double lagSeconds,
    double eventsPerSecond,
    long published,
    int parkedStreams,
    long failures) {

  static RelayState standingBy() {
    return new RelayState(false, false, 0, Position.START, 0, 0, 0, 0, 0, 0);
  }

  static RelayState leading(long term, RelayProgress progress) {
    return progress.state(term);
  }
}
