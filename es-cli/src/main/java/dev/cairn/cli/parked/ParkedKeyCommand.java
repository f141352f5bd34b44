package dev.cairn.cli.parked;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.ProjectionCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.postgres.parking.NotParkedException;
import dev.cairn.postgres.parking.ParkedEvents;
import dev.cairn.projection.ProjectionOperations;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** A command that works on one key of one projection. */
abstract class ParkedKeyCommand extends ProjectionCommand {

  @Parameters(
      index = "0",
      paramLabel = "PROJECTION",
      description = "The projection that parked it.")
  private @Nullable String projection;

  @Parameters(index = "1", paramLabel = "KEY", description = "The key, as 'parked list' shows it.")
  private @Nullable String key;

  ParkedKeyCommand(ProjectionAccess access) {
    super(access);
  }

  abstract int run(ParkedEvents parked, String parkedKey, Terminal terminal);

  @Override
  protected final int run(ProjectionOperations operations, Terminal terminal) {
    try {
      return run(
          operations.parked(Objects.requireNonNull(projection)),
          Objects.requireNonNull(key),
          terminal);
    } catch (NotParkedException e) {
      throw new CommandFailedException(ExitCode.FAILED, e);
    }
  }
}
