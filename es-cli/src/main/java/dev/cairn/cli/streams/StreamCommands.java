package dev.cairn.cli.streams;

import dev.cairn.cli.command.CommandGroup;
import dev.cairn.cli.command.LogAccess;
import java.util.function.Supplier;

/** {@code es streams}: what is in a stream, and what comes. */
public final class StreamCommands {

  private StreamCommands() {}

  public static CommandGroup group(Supplier<? extends LogAccess> access) {
    return CommandGroup.named("streams", "Shows the events of a stream, and those that come.")
        .with(new ShowStream(access.get()))
        .with(new TailStreams(access.get()));
  }
}
