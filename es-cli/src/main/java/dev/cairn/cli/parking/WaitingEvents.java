package dev.cairn.cli.parking;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.Terminal;
import dev.cairn.event.Position;
import dev.cairn.postgres.parking.ParkedEvent;
import dev.cairn.postgres.parking.ParkedEvent.State;
import dev.cairn.postgres.parking.ParkedEvents;
import dev.cairn.postgres.parking.ParkedSequence;
import java.util.Collection;
import java.util.List;

/** What one reader of the log has parked, looked up before it is decided about. */
public final class WaitingEvents {

  /** More than a reader parks before it stops. */
  private static final int ALL = 1_000_000;

  private final ParkedEvents parked;
  private final String reader;
  private final String deed;

  /**
   * @param reader who has parked them, as people call it, such as {@code the relay outbox}
   * @param deed what it does with events
   */
  public WaitingEvents(ParkedEvents parked, String reader, String deed) {
    this.parked = parked;
    this.reader = reader;
    this.deed = deed;
  }

  /** The keys that wait, longest first. */
  public List<ParkedSequence> list(int atMost) {
    return parked.list(atMost);
  }

  /** All keys that wait. */
  public List<ParkedSequence> all() {
    return parked.list(ALL);
  }

  /**
   * What waits, and what once waited, under a key.
   *
   * @throws CommandFailedException if nothing ever did
   */
  public List<ParkedEvent> history(String key, int atMost) {
    List<ParkedEvent> events = parked.events(key, Position.START, atMost);
    if (events.isEmpty()) {
      throw failed("no event of '" + key + "' is or was parked by " + reader);
    }
    return events;
  }

  /**
   * What waits under keys, every one of them.
   *
   * @throws CommandFailedException if under one of them nothing does
   */
  public List<ParkedSequence> of(Collection<String> keys) {
    List<ParkedSequence> all = all();
    return keys.stream().map(key -> of(key, all)).toList();
  }

  private ParkedSequence of(String key, List<ParkedSequence> all) {
    return all.stream()
        .filter(sequence -> sequence.key().equals(key))
        .findFirst()
        .orElseThrow(() -> failed("nothing of '" + key + "' waits in " + reader));
  }

  /**
   * What waits under a key for which nobody has asked for another try.
   *
   * @throws CommandFailedException if somebody has, or nothing waits
   */
  ParkedSequence free(String key) {
    ParkedSequence sequence = of(key, all());
    if (sequence.retryRequestedBy() != null) {
      throw failed("for '" + key + "' " + sequence.retryRequestedBy()
          + " has asked for another try; wait until " + reader + " has made it");
    }
    return sequence;
  }

  /**
   * An event that waits.
   *
   * @throws CommandFailedException if it does not
   */
  ParkedEvent event(String key, Position position) {
    return parked.events(key, new Position(Math.max(0, position.value() - 1)), 1).stream()
        .filter(event -> event.position().equals(position) && event.state() == State.PARKED)
        .findFirst()
        .orElseThrow(() -> failed(
            "of '" + key + "' the event at position " + position + " does not wait in " + reader));
  }

  /** What decides about them. */
  ParkedEvents parked() {
    return parked;
  }

  /** Asks for another try of what waits under a key, unless somebody has; or says that it would. */
  public void retry(ParkedSequence sequence, String actor, boolean dryRun, Terminal terminal) {
    if (sequence.retryRequestedBy() != null) {
      terminal.line(
          "%s: %s has asked for another try already", sequence.key(), sequence.retryRequestedBy());
      return;
    }
    if (!dryRun) {
      parked.retry(sequence.key(), actor);
    }
    terminal.line(
        "%s: %s %s to %s %,d events, in order",
        sequence.key(), dryRun ? "would ask" : "asked", reader, deed, sequence.waiting());
  }

  private static CommandFailedException failed(String why) {
    return new CommandFailedException(ExitCode.FAILED, why);
  }
}
