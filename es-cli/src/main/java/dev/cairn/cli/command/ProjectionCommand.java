package dev.cairn.cli.command;

import dev.cairn.postgres.LogSchemaException;
import dev.cairn.projection.ProjectionBusyException;
import dev.cairn.projection.ProjectionOperations;
import dev.cairn.projection.ProjectionStoppedException;
import dev.cairn.projection.Projections;
import dev.cairn.projection.UnknownProjectionException;

/** A command that works on the projections of the application. */
public abstract class ProjectionCommand extends OperatorCommand<ProjectionAccess> {

  protected ProjectionCommand(ProjectionAccess access) {
    super(access);
  }

  /** Does it, and returns an {@link ExitCode}. */
  protected abstract int run(ProjectionOperations operations, Terminal terminal);

  @Override
  protected final int run(ProjectionAccess access, Terminal terminal) {
    try (LogConnection log = access.open();
        Projections projections = Projections.of(
            log.store(), access.projectionSettings(), access.projections(log.store()))) {
      return work(projections.operations(), terminal);
    } catch (UnknownProjectionException | ProjectionBusyException | ProjectionStoppedException e) {
      throw new CommandFailedException(ExitCode.FAILED, e);
    }
  }

  private int work(ProjectionOperations operations, Terminal terminal) {
    try {
      return run(operations, terminal);
    } catch (LogSchemaException e) {
      // The log itself has been opened: so it is not what is missing.
      throw new CommandFailedException(
          ExitCode.UNAVAILABLE,
          "the schema '" + e.schema()
              + "' has no tables of projections, which ProjectionSchema.migrate makes, or this role may"
              + " not use them, see ProjectionSchema.grantRun");
    }
  }
}
