package dev.cairn.cli.projections;

import dev.cairn.cli.command.CommandGroup;
import dev.cairn.cli.command.ProjectionAccess;
import java.util.function.Supplier;

/** {@code es projections}: what keeps the read models. */
public final class ProjectionCommands {

  private ProjectionCommands() {}

  public static CommandGroup group(Supplier<? extends ProjectionAccess> access) {
    return CommandGroup.named(
            "projections", "Looks after the projections: how they are, rebuilds, swaps.")
        .with(new ListProjections(access.get()))
        .with(new ShowLag(access.get()))
        .with(new RebuildProjections(access.get()))
        .with(new SwapProjection(access.get()))
        .with(new RollBackProjection(access.get()))
        .with(new DropPrevious(access.get()))
        .with(new VerifyProjections(access.get()))
        .with(new PauseProjection(access.get()))
        .with(new ResumeProjection(access.get()))
        .with(new ProjectAsOf(access.get()));
  }
}
