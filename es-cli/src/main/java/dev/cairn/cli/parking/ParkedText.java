package dev.cairn.cli.parking;

import dev.cairn.cli.command.Terminal;
import dev.cairn.postgres.parking.ParkedEvent;
import dev.cairn.postgres.parking.ParkedEvent.State;
import dev.cairn.postgres.parking.ParkedSequence;
import java.util.Locale;

/** What is parked, for people. */
public final class ParkedText {

  private ParkedText() {}

  /**
   * Writes what is known of a key.
   *
   * @param name the key, with what it needs to be told from others
   */
  public static void print(String name, ParkedSequence sequence, Terminal terminal) {
    terminal.line(
        "%s  %,d waiting since %s: %s",
        name, sequence.waiting(), sequence.parkedAt(), sequence.reason());
    if (sequence.attempts() > 0) {
      terminal.line(
          "    tried again %d times, last at %s: %s",
          sequence.attempts(), sequence.lastAttemptAt(), sequence.lastError());
    }
    if (sequence.retryRequestedBy() != null) {
      terminal.line("    %s has asked for another try", sequence.retryRequestedBy());
    }
  }

  public static void print(ParkedEvent event, Terminal terminal) {
    terminal.line(
        "%9d  %s  %-9s %s",
        event.position().value(),
        event.eventId(),
        event.state().name().toLowerCase(Locale.ROOT),
        event.state() == State.PARKED ? event.detail() : settled(event));
  }

  private static String settled(ParkedEvent event) {
    String reason = event.settleReason() == null ? "" : ": " + event.settleReason();
    return "by " + event.settledBy() + " at " + event.settledAt() + reason;
  }
}
