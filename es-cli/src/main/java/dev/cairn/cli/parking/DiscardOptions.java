package dev.cairn.cli.parking;

import dev.cairn.cli.command.ActorOption;
import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ReasonOption;
import dev.cairn.cli.command.Terminal;
import dev.cairn.event.Position;
import dev.cairn.postgres.parking.ParkedEvent;
import dev.cairn.postgres.parking.ParkedSequence;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Say what of a key is never to be handled, who decides that, and why. */
public final class DiscardOptions {

  @Option(
      names = "--position",
      paramLabel = "POSITION",
      description = "The event at this position.")
  private @Nullable Long position;

  @Option(names = "--all", description = "All events that wait there.")
  private boolean all;

  @Mixin
  private ReasonOption reason = new ReasonOption();

  @Mixin
  private ActorOption actor = new ActorOption();

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  /** Whether one event, or all: both would be a mistake, and so would neither. */
  public boolean isOneThing() {
    return all == (position == null);
  }

  /** Whether neither an event nor all are named. */
  public boolean isNothing() {
    return !all && position == null;
  }

  public String reason() {
    return reason.value();
  }

  public String actor() {
    return actor.name();
  }

  public boolean isDryRun() {
    return dryRun.isAsked();
  }

  /** What is done, or would be. */
  public String verb() {
    return isDryRun() ? "would discard" : "discarded";
  }

  /** Discards what was said of a key. */
  public void discard(String key, WaitingEvents waiting, Terminal terminal) {
    ParkedSequence sequence = waiting.free(key);
    if (position == null) {
      long discarded =
          isDryRun() ? sequence.waiting() : waiting.parked().discardAll(key, actor(), reason());
      terminal.line("%s: %s %,d events", key, verb(), discarded);
      return;
    }
    Position at = Position.of(position);
    ParkedEvent event = waiting.event(key, at);
    if (!isDryRun()) {
      waiting.parked().discard(key, at, actor(), reason());
    }
    terminal.line("%s: %s the event %s at position %s", key, verb(), event.eventId(), at);
  }
}
