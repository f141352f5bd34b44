package dev.cairn.cli.outbox;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.LogCommand;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.Terminal;
import dev.cairn.postgres.LogSchemaException;

/** A command on the tables of relays, which a log may well be without. */
abstract class OutboxCommand extends LogCommand {

  OutboxCommand(LogAccess access) {
    super(access);
  }

  abstract int work(LogConnection log, Terminal terminal);

  @Override
  protected final int run(LogConnection log, Terminal terminal) {
    try {
      return work(log, terminal);
    } catch (LogSchemaException e) {
      // The log itself has been opened: so it is not what is missing.
      throw new CommandFailedException(
          ExitCode.UNAVAILABLE,
          "the schema '" + e.schema()
              + "' has no tables of a relay, which OutboxSchema.migrate makes, or this role may not use"
              + " them, see OutboxSchema.grantRelay");
    }
  }
}
