package dev.cairn.cli.log;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.FromOne;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.LogCommand;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.Terminal;
import dev.cairn.event.Position;
import dev.cairn.postgres.transfer.LogExport;
import dev.cairn.postgres.transfer.LogFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code es log export}. */
@Command(
    name = "export",
    description = {
      "Writes the log, as it is now, or a range of it to a file: JSON Lines in GZIP with a checksum, from"
          + " which 'log import' makes the same log elsewhere.",
      "It only reads, and may run while the log is in use. Interrupted, it goes on where it was when it is"
          + " started again; until it is complete, the name of the file ends with .partial."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} /backup/log.jsonl.gz",
      "  ${COMMAND-FULL-NAME} part.jsonl.gz --from 1000 --to 2000     to look at; it cannot be imported",
      "  ${COMMAND-FULL-NAME} log.jsonl.gz --to 2000 --json           the beginning, which can"
    })
final class LogExportCommand extends LogCommand {

  @Parameters(paramLabel = "FILE", description = "Must not be there yet.")
  private Path file = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "POSITION",
      converter = FromOne.class,
      description = "Begin with the event at that position.")
  private @Nullable Long from;

  @Option(
      names = "--to",
      paramLabel = "POSITION",
      converter = FromOne.class,
      description = "End with the event at that position.")
  private @Nullable Long to;

  @Mixin
  private JsonOption json = new JsonOption();

  LogExportCommand(LogAccess access) {
    super(access);
  }

  @Override
  protected int run(LogConnection log, Terminal terminal) {
    LogExport export = LogExport.of(log.store());
    if (from != null) {
      export = export.from(Position.of(from));
    }
    if (to != null) {
      export = export.upTo(Position.of(to));
    }
    LogExport chosen = export;
    Position end = to == null ? log.store().head() : Position.of(to);
    LogFile written = TransferDisplay.during(
        "exporting", end, terminal, progress -> chosen.write(file, progress));
    if (json.isAsked()) {
      try (JsonOutput out = terminal.json()) {
        TransferDisplay.json(written, out).end();
      }
    } else {
      TransferDisplay.write("exported", written, terminal);
    }
    return ExitCode.OK;
  }
}
