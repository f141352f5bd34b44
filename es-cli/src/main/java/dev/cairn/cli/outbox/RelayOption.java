package dev.cairn.cli.outbox;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.outbox.RelayStatus;
import dev.cairn.postgres.LogDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Says which relay is meant. */
final class RelayOption {

  /** As {@link dev.cairn.outbox.RelaySettings#publishingTo} names it. */
  private static final String USUAL = "outbox";

  @Option(
      names = "--relay",
      paramLabel = "NAME",
      description = "The relay; to be said only if several have run on this log.")
  private @Nullable String relay;

  String name(LogDatabase database) {
    if (relay != null) {
      return relay;
    }
    List<String> names =
        RelayStatus.all(database).stream().map(RelayStatus::relay).toList();
    if (names.size() > 1) {
      throw new CommandFailedException(
          ExitCode.USAGE, "say which relay with --relay: " + String.join(", ", names));
    }
    return names.isEmpty() ? USUAL : names.get(0);
  }
}
