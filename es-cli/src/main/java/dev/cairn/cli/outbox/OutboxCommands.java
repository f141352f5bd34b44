package dev.cairn.cli.outbox;

import dev.cairn.cli.command.CommandGroup;
import dev.cairn.cli.command.KafkaAccess;
import dev.cairn.cli.command.LogAccess;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code es outbox}: the relay, and what it could not publish. */
public final class OutboxCommands {

  private OutboxCommands() {}

  /**
   * The group.
   *
   * @param kafka null if the application has not said how to find Kafka: then what needs it is absent
   */
  public static CommandGroup group(
      Supplier<? extends LogAccess> log, @Nullable Supplier<? extends KafkaAccess> kafka) {
    CommandGroup group = CommandGroup.named(
            "outbox", "Shows the relay to Kafka, and decides about what it could not publish.")
        .with(new RelayState(log.get()))
        .with(new ListParked(log.get()))
        .with(new RetryParked(log.get()))
        .with(new DiscardParked(log.get()));
    return kafka == null
        ? group
        : group.with(new Reconcile(kafka.get())).with(new ResetCursor(kafka.get()));
  }
}
