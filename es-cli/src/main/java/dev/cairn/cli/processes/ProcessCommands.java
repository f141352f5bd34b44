package dev.cairn.cli.processes;

import dev.cairn.cli.command.CommandGroup;
import dev.cairn.cli.command.ProjectionAccess;
import java.util.function.Supplier;

/** {@code es processes}: what reacts to events with commands. */
public final class ProcessCommands {

  private ProcessCommands() {}

  public static CommandGroup group(Supplier<? extends ProjectionAccess> access) {
    return CommandGroup.named(
            "processes",
            "Looks after the processes: their instances, and the commands these have sent.")
        .with(new ListProcesses(access.get()))
        .with(new ShowInstance(access.get()))
        .with(new ListWaiting(access.get()))
        .with(new RetryWaiting(access.get()))
        .with(new DiscardWaiting(access.get()))
        .with(new BeginAtHead(access.get()));
  }
}
