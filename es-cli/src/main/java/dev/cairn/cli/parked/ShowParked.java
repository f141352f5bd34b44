package dev.cairn.cli.parked;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.LimitOption;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.event.Position;
import dev.cairn.postgres.parking.ParkedEvent;
import dev.cairn.postgres.parking.ParkedEvents;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code es parked show}. */
@Command(
    name = "show",
    description =
        "Shows the events that were ever parked under a key, in order, and what became of them.",
    footer = {"%nExample:", "  parked show balances 42"})
final class ShowParked extends ParkedKeyCommand {

  @Mixin
  private LimitOption limit = new LimitOption();

  @Mixin
  private JsonOption json = new JsonOption();

  ShowParked(ProjectionAccess access) {
    super(access);
  }

  @Override
  int run(ParkedEvents parked, String parkedKey, Terminal terminal) {
    List<ParkedEvent> events =
        parked.events(parkedKey, Position.START, Math.toIntExact(Math.min(limit.value(), 10_000)));
    if (events.isEmpty()) {
      throw new CommandFailedException(
          ExitCode.FAILED, "nothing was ever parked under '" + parkedKey + "'");
    }
    if (json.isAsked()) {
      try (JsonOutput out = terminal.json()) {
        out.begin().put("key", parkedKey).beginArray("events");
        events.forEach(event -> write(event, out));
        out.endArray().end();
      }
    } else {
      events.forEach(event -> terminal.line("%s", line(event)));
    }
    return ExitCode.OK;
  }

  private static String line(ParkedEvent event) {
    String settled = event.settledAt() == null
        ? ""
        : String.format(
            Locale.ROOT,
            " at %s by %s%s",
            event.settledAt(),
            event.settledBy(),
            event.settleReason() == null ? "" : ": " + event.settleReason());
    return String.format(
        Locale.ROOT,
        "%9d  %s  %-7s %s%s  (%s)",
        event.position().value(),
        event.eventId(),
        event.cause().name().toLowerCase(Locale.ROOT),
        event.state().name().toLowerCase(Locale.ROOT),
        settled,
        event.detail());
  }

  private static void write(ParkedEvent event, JsonOutput out) {
    out.begin()
        .put("position", event.position().value())
        .put("event", event.eventId())
        .put("cause", event.cause().name().toLowerCase(Locale.ROOT))
        .put("detail", event.detail())
        .put("state", event.state().name().toLowerCase(Locale.ROOT))
        .put("parkedAt", event.parkedAt())
        .put("parkedBy", event.parkedBy())
        .put("settledAt", event.settledAt())
        .put("settledBy", event.settledBy())
        .put("settleReason", event.settleReason())
        .end();
  }
}
