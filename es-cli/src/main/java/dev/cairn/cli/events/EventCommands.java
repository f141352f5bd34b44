package dev.cairn.cli.events;

import dev.cairn.cli.command.CommandGroup;
import dev.cairn.cli.command.LogAccess;
import java.util.function.Supplier;

/** {@code es events}: single events, and what led to what. */
public final class EventCommands {

  private EventCommands() {}

  public static CommandGroup group(Supplier<? extends LogAccess> access) {
    return CommandGroup.named("events", "Shows an event, what it caused, and how events are read.")
        .with(new ShowEvent(access.get()))
        .with(new TraceEvent(access.get()))
        .with(new UpcastEvents(access.get()));
  }
}
