package dev.cairn.cli.command;

import dev.cairn.codec.schema.EventSchemaException;
import dev.cairn.codec.schema.EventSchemas;

/** A command that works on the forms of the application's events. */
public abstract class SchemaCommand extends OperatorCommand<SchemaAccess> {

  protected SchemaCommand(SchemaAccess access) {
    super(access);
  }

  /** Does it, and returns an {@link ExitCode}. */
  protected abstract int run(SchemaAccess access, EventSchemas events, Terminal terminal);

  @Override
  protected final int run(SchemaAccess access, Terminal terminal) {
    try {
      return run(access, EventSchemas.of(access.codec()), terminal);
    } catch (EventSchemaException e) {
      throw new CommandFailedException(ExitCode.FAILED, e);
    }
  }
}
