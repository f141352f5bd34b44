package dev.cairn.cli.projections;

import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.ProjectionCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProjectionOperations;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** A command that works on one projection. */
abstract class NamedProjectionCommand extends ProjectionCommand {

  @Parameters(paramLabel = "NAME", description = "The projection.")
  private @Nullable String name;

  NamedProjectionCommand(ProjectionAccess access) {
    super(access);
  }

  abstract int run(String projection, ProjectionOperations operations, Terminal terminal);

  @Override
  protected final int run(ProjectionOperations operations, Terminal terminal) {
    String projection = Objects.requireNonNull(name);
    ChosenProjections.requireKnown(projection, operations);
    return run(projection, operations, terminal);
  }
}
