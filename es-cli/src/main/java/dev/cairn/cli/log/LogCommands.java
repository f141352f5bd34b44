package dev.cairn.cli.log;

import dev.cairn.cli.command.CommandGroup;
import dev.cairn.cli.command.LogAccess;
import java.util.function.Supplier;

/** {@code es log}: the log as a whole. */
public final class LogCommands {

  private LogCommands() {}

  public static CommandGroup group(Supplier<? extends LogAccess> access) {
    return CommandGroup.named("log", "Says which log this is, and whether it is whole.")
        .with(new LogInfo(access.get()));
  }
}
