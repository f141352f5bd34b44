package dev.cairn.cli.command;

import dev.cairn.outbox.RelaySettings;
import dev.cairn.outbox.settings.KafkaSettings;

/** Where the relay of a log publishes to, for the time of one command. */
public final class KafkaConnection implements AutoCloseable {

  private final KafkaSettings settings;
  private final RelaySettings relay;
  private final Runnable closing;

  /**
   * @param relay the settings with which the relay is started: its name, routing and guarantee are used
   * @param closing lets go of what was opened
   */
  public KafkaConnection(KafkaSettings settings, RelaySettings relay, Runnable closing) {
    this.settings = settings;
    this.relay = relay;
    this.closing = closing;
  }

  public KafkaSettings settings() {
    return settings;
  }

  public RelaySettings relay() {
    return relay;
  }

  @Override
  public void close() {
    closing.run();
  }
}
