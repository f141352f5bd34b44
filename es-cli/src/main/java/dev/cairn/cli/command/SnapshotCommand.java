package dev.cairn.cli.command;

import dev.cairn.postgres.LogSchemaException;
import dev.cairn.snapshot.SnapshotOperations;
import dev.cairn.snapshot.SnapshotSettings;
import dev.cairn.snapshot.Snapshots;

/** A command that works on the snapshots of the application. */
public abstract class SnapshotCommand extends OperatorCommand<SnapshotAccess> {

  protected SnapshotCommand(SnapshotAccess access) {
    super(access);
  }

  /** Does it, and returns an {@link ExitCode}. */
  protected abstract int run(SnapshotOperations operations, LogConnection log, Terminal terminal);

  @Override
  protected final int run(SnapshotAccess access, Terminal terminal) {
    try (LogConnection log = access.open();
        Snapshots snapshots = Snapshots.of(
            log.store(),
            access.snapshotStore(log.store()),
            SnapshotSettings.defaults(),
            access.snapshotted())) {
      return work(snapshots.operations(), log, terminal);
    }
  }

  private int work(SnapshotOperations operations, LogConnection log, Terminal terminal) {
    try {
      return run(operations, log, terminal);
    } catch (LogSchemaException e) {
      // The log itself has been opened: so it is not what is missing.
      throw new CommandFailedException(
          ExitCode.UNAVAILABLE,
          "the schema '" + e.schema()
              + "' has no table of snapshots, which SnapshotSchema.migrate makes, or this role may not use"
              + " it, see SnapshotSchema.grant");
    }
  }
}
