package dev.cairn.cli.streams;

import dev.cairn.cli.command.CommandGroup;
import dev.cairn.cli.command.LogAccess;
import java.util.function.Supplier;

/** {@code es streams}: what is in a stream, what comes, and where it ends. */
public final class StreamCommands {

  private StreamCommands() {}

  public static CommandGroup group(Supplier<? extends LogAccess> access) {
    return CommandGroup.named(
            "streams", "Shows the events of a stream, and those that come; closes a stream.")
        .with(new ShowStream(access.get()))
        .with(new TailStreams(access.get()))
        .with(new CloseStream(access.get()));
  }
}
