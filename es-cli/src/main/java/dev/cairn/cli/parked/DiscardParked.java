package dev.cairn.cli.parked;

import dev.cairn.cli.command.ActorOption;
import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.event.Position;
import dev.cairn.postgres.parking.ParkedEvents;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code es parked discard}. */
@Command(
    name = "discard",
    description =
        "Decides that one event that waits under a key, or all of them, are never to be handled. The"
            + " record keeps them.",
    footer = {
      "%nExamples:",
      "  parked discard balances 42 --position 1234 --reason \"entered by mistake\"",
      "  parked discard balances 42 --reason \"a test account\""
    })
final class DiscardParked extends ParkedKeyCommand {

  @Option(names = "--position", paramLabel = "N", description = "Only the event at that position.")
  private @Nullable Long position;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for the record.")
  private String reason = "";

  @Mixin
  private ActorOption actor = new ActorOption();

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  DiscardParked(ProjectionAccess access) {
    super(access);
  }

  @Override
  int run(ParkedEvents parked, String parkedKey, Terminal terminal) {
    String what = position == null ? "everything" : "the event at position " + position;
    if (dryRun.isAsked()) {
      terminal.line("would discard %s that waits under '%s'", what, parkedKey);
      return ExitCode.OK;
    }
    int discarded = 1;
    if (position == null) {
      discarded = parked.discardAll(parkedKey, actor.value(), reason);
    } else {
      parked.discard(parkedKey, new Position(position), actor.value(), reason);
    }
    terminal.line("%,d discarded", discarded);
    return ExitCode.OK;
  }
}
