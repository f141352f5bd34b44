package dev.cairn.cli.outbox;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.Terminal;
import dev.cairn.outbox.RelayStatus;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code es outbox status}. */
@Command(
    name = "status",
    description = "Says how each relay is: who leads, how far it has come, what waits.",
    footer = {"%nExamples:", "  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --json"})
final class RelayState extends OutboxCommand {

  @Mixin
  private JsonOption json = new JsonOption();

  RelayState(LogAccess access) {
    super(access);
  }

  @Override
  int work(LogConnection log, Terminal terminal) {
    List<RelayStatus> relays = RelayStatus.all(log.database());
    if (json.isAsked()) {
      writeJson(relays, terminal);
    } else if (relays.isEmpty()) {
      terminal.line("No relay has run on this log.");
    } else {
      relays.forEach(relay -> write(relay, terminal));
    }
    return ExitCode.OK;
  }

  private static void write(RelayStatus relay, Terminal terminal) {
    terminal.line("relay          %s, %s", relay.relay(), relay.guarantee());
    terminal.line("state          %s", state(relay));
    terminal.line("leader         %s, term %d", relay.leader(), relay.term());
    terminal.line(
        "cursor         position %,d of %,d; %,d to go, the oldest for %,.1f s",
        relay.cursor().value(), relay.head().value(), relay.lagEvents(), relay.lagSeconds());
    terminal.line(
        "published      %,d, %,.0f events/s, the last at %s",
        relay.published(),
        relay.eventsPerSecond(),
        relay.lastPublishedAt() == null ? "-" : relay.lastPublishedAt());
    terminal.line(
        "parked         %,d events in %,d streams, %,d messages",
        relay.parkedEvents(), relay.parkedStreams(), relay.parkedMessages());
    terminal.line("on their way   %,d messages", relay.waitingMessages());
    if (relay.lastError() != null) {
      terminal.line("last error     %s: %s", relay.lastErrorAt(), relay.lastError());
    }
    terminal.line("updated        %s", relay.updatedAt());
  }

  private static String state(RelayStatus relay) {
    boolean silent =
        !relay.leading() && (relay.state().equals("leading") || relay.state().equals("waiting"));
    return silent ? "gone, was " + relay.state() : relay.state();
  }

  private static void writeJson(List<RelayStatus> relays, Terminal terminal) {
    try (JsonOutput out = terminal.json()) {
      out.begin().beginArray("relays");
      relays.forEach(relay -> write(relay, out));
      out.endArray().end();
    }
  }

  private static void write(RelayStatus relay, JsonOutput out) {
    out.begin()
        .put("relay", relay.relay())
        .put("state", relay.state())
        .put("guarantee", relay.guarantee())
        .put("leading", relay.leading())
        .put("leader", relay.leader())
        .put("term", relay.term())
        .put("cursor", relay.cursor().value())
        .put("head", relay.head().value())
        .put("lagEvents", relay.lagEvents())
        .put("lagSeconds", relay.lagSeconds())
        .put("published", relay.published())
        .put("eventsPerSecond", relay.eventsPerSecond())
        .put("lastPublishedAt", relay.lastPublishedAt())
        .put("parkedStreams", relay.parkedStreams())
        .put("parkedEvents", relay.parkedEvents())
        .put("waitingMessages", relay.waitingMessages())
        .put("parkedMessages", relay.parkedMessages())
        .put("lastError", relay.lastError())
        .put("lastErrorAt", relay.lastErrorAt())
        .put("updatedAt", relay.updatedAt())
        .end();
  }
}
