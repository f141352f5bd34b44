package dev.cairn.cli.snapshots;

import dev.cairn.cli.command.CommandGroup;
import dev.cairn.cli.command.SnapshotAccess;
import java.util.function.Supplier;

/** {@code es snapshots}: the stored states of aggregates. */
public final class SnapshotCommands {

  private SnapshotCommands() {}

  public static CommandGroup group(Supplier<? extends SnapshotAccess> access) {
    return CommandGroup.named(
            "snapshots", "Looks after snapshots, which make loading aggregates cheap.")
        .with(new ListSnapshots(access.get()))
        .with(new RebuildSnapshots(access.get()))
        .with(new VerifySnapshots(access.get()))
        .with(new PurgeSnapshots(access.get()));
  }
}
