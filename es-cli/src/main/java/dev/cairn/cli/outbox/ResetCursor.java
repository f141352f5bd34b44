package dev.cairn.cli.outbox;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.KafkaAccess;
import dev.cairn.cli.command.KafkaCommand;
import dev.cairn.cli.command.KafkaConnection;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.Terminal;
import dev.cairn.event.Position;
import dev.cairn.outbox.CursorReset;
import dev.cairn.outbox.RelayStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code es outbox reset}. */
@Command(
    name = "reset",
    description = {
      "Says where a relay that halted is to go on. Every process that runs it must have been stopped.",
      "What is before the new cursor is never published again by itself; what is after it will be, even if"
          + " consumers have seen it."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} --to-recorded --dry-run   after what the database knows to be published",
      "  ${COMMAND-FULL-NAME} --to 1234                 with the event after that position",
      "  ${COMMAND-FULL-NAME} --to 0                    everything again",
      "  ${COMMAND-FULL-NAME} --to-head                 with what is appended from now on"
    })
final class ResetCursor extends KafkaCommand {

  @ArgGroup(multiplicity = "1")
  private Target target = new Target();

  private static final class Target {

    @Option(names = "--to-recorded", description = "After what the database knows to be published.")
    private boolean recorded;

    @Option(names = "--to", paramLabel = "POSITION", description = "After this position.")
    private @Nullable Long position;

    /** What is left when it is neither of the others. */
    @Option(names = "--to-head", description = "With what is appended from now on.")
    @SuppressWarnings("UnusedVariable")
    private boolean head;
  }

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  ResetCursor(KafkaAccess access) {
    super(access);
  }

  @Override
  protected int run(LogConnection log, KafkaConnection kafka, Terminal terminal) {
    String relay = kafka.relay().name();
    Optional<RelayStatus> before = RelayStatus.of(log.database(), relay);
    Position recorded = before.map(RelayStatus::cursor).orElse(Position.START);
    Position wanted = wanted(log.store().head(), recorded);
    if (dryRun.isAsked()) {
      before.filter(RelayStatus::leading).ifPresent(running -> {
        throw new CommandFailedException(
            ExitCode.FAILED,
            "the relay " + relay + " is led by " + running.leader()
                + "; stop every process that runs it first");
      });
    } else {
      wanted = reset(new CursorReset(log.store(), kafka.settings(), kafka.relay()));
    }
    terminal.line(
        "relay %s: %s the cursor from position %s, as far as the database knows, to %s%s",
        relay,
        dryRun.isAsked() ? "would set" : "set",
        recorded,
        wanted,
        consequence(recorded, wanted));
    return ExitCode.OK;
  }

  private Position wanted(Position head, Position recorded) {
    if (target.position == null) {
      return target.recorded ? recorded : head;
    }
    Position wanted = Position.of(target.position);
    if (wanted.isAfter(head)) {
      throw new CommandFailedException(
          ExitCode.FAILED, "the log ends at position " + head + ", which is before " + wanted);
    }
    return wanted;
  }

  private Position reset(CursorReset reset) {
    if (target.position != null) {
      return reset.to(Position.of(target.position));
    }
    return target.recorded ? reset.toRecorded() : reset.toHead();
  }

  private static String consequence(Position recorded, Position wanted) {
    if (recorded.isAfter(wanted)) {
      return "; events up to " + recorded + " are published again";
    }
    return wanted.isAfter(recorded)
        ? "; events after " + recorded + " up to " + wanted + " are left out"
        : "";
  }
}
