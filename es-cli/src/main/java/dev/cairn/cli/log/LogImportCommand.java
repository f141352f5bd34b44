package dev.cairn.cli.log;

import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.LogCommand;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.Terminal;
import dev.cairn.event.Position;
import dev.cairn.postgres.transfer.LogFile;
import dev.cairn.postgres.transfer.LogImport;
import dev.cairn.store.LogIdentity;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code es log import}. */
@Command(
    name = "import",
    description = {
      "Makes an empty log the one that was exported to a file: the same identity, positions, ids, versions"
          + " and times, byte for byte. It goes on in a new incarnation.",
      "Nothing is visible before all of it has been verified. Interrupted, it goes on where it was when it"
          + " is started again. It needs the role that owns the schema, which has been migrated."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} /backup/log.jsonl.gz --dry-run     reads the file and says whether it is whole",
      "  ${COMMAND-FULL-NAME} /backup/log.jsonl.gz"
    })
final class LogImportCommand extends LogCommand {

  @Parameters(paramLabel = "FILE", description = "What 'log export' wrote.")
  private Path file = Path.of("");

  @Mixin
  private JsonOption json = new JsonOption();

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  LogImportCommand(LogAccess access) {
    super(access);
  }

  @Override
  protected int run(LogConnection log, Terminal terminal) {
    LogImport into = LogImport.into(log.database());
    Position end = into.endOf(file);
    boolean dry = dryRun.isAsked();
    LogFile read = TransferDisplay.during(
        dry ? "reading" : "importing",
        end,
        terminal,
        progress -> dry ? into.check(file, progress) : into.read(file, progress));
    if (json.isAsked()) {
      writeJson(read, log.store().identity(), terminal);
    } else {
      TransferDisplay.write(dry ? "would import" : "imported", read, terminal);
      if (!dry) {
        terminal.line(
            "the log goes on as incarnation %d", log.store().identity().incarnation());
      }
    }
    return ExitCode.OK;
  }

  private void writeJson(LogFile read, LogIdentity now, Terminal terminal) {
    try (JsonOutput out = terminal.json()) {
      TransferDisplay.json(read, out)
          .put("dryRun", dryRun.isAsked())
          .begin("now")
          .put("log", now.log())
          .put("incarnation", now.incarnation())
          .end()
          .end();
    }
  }
}
