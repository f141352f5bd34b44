package dev.cairn.cli.parked;

import dev.cairn.cli.command.CommandGroup;
import dev.cairn.cli.command.ProjectionAccess;
import java.util.function.Supplier;

/** {@code es parked}: what projections could not handle. */
public final class ParkedCommands {

  private ParkedCommands() {}

  public static CommandGroup group(Supplier<? extends ProjectionAccess> access) {
    return CommandGroup.named("parked", "Looks after events that a projection could not handle.")
        .with(new ListParked(access.get()))
        .with(new ShowParked(access.get()))
        .with(new RetryParked(access.get()))
        .with(new DiscardParked(access.get()));
  }
}
