package dev.cairn.cli.command;

import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.PostgresEventStore;

/** An open log, for the time of one command. */
public final class LogConnection implements AutoCloseable {

  private final PostgresEventStore store;
  private final Runnable closing;

  /**
   * @param closing lets go of the store and of what was opened for it
   */
  public LogConnection(PostgresEventStore store, Runnable closing) {
    this.store = store;
    this.closing = closing;
  }

  public PostgresEventStore store() {
    return store;
  }

  public LogDatabase database() {
    return store.database();
  }

  @Override
  public void close() {
    closing.run();
  }
}
