package dev.cairn.cli.parked;

import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.ProjectionCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.parking.WaitingEvents;
import dev.cairn.projection.ProjectionOperations;
import picocli.CommandLine.Parameters;

/** A command on what one projection could not handle. */
abstract class ParkedCommand extends ProjectionCommand {

  @Parameters(
      index = "0",
      paramLabel = "PROJECTION",
      description = "The projection that parked it.")
  private String projection = "";

  ParkedCommand(ProjectionAccess access) {
    super(access);
  }

  final String projection() {
    return projection;
  }

  abstract int run(WaitingEvents waiting, Terminal terminal);

  @Override
  protected final int run(ProjectionOperations operations, Terminal terminal) {
    return run(
        new WaitingEvents(operations.parked(projection), "the projection " + projection, "handle"),
        terminal);
  }
}
