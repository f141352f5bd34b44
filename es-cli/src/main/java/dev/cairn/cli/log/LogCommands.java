package dev.cairn.cli.log;

import dev.cairn.cli.command.CommandGroup;
import dev.cairn.cli.command.LogAccess;
import java.util.function.Supplier;

/** {@code es log}: the log as a whole. */
public final class LogCommands {

  private LogCommands() {}

  public static CommandGroup group(Supplier<? extends LogAccess> access) {
    return CommandGroup.named(
            "log", "Says which log this is, and whether it is whole; moves it elsewhere.")
        .with(new LogInfo(access.get()))
        .with(new LogVerify(access.get()))
        .with(new LogExportCommand(access.get()))
        .with(new LogImportCommand(access.get()));
  }
}
