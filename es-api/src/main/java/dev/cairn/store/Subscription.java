package dev.cairn.store;

import java.util.concurrent.CompletionStage;

/**
 * A reader that follows the log: first what is there, then what is appended. One event is handled at
 * a time, in the order of positions, none twice and none left out while the subscription lives.
 */
public interface Subscription extends AutoCloseable {

  /** How far the subscription has come: every event up to here has been handled. Store it to resume. */
  Checkpoint checkpoint();

  /**
   * Completes when the subscription has ended: normally after {@link #close()}, or exceptionally with
   * what the handler threw, with {@link CheckpointAheadException}, or with why the store may not be read.
   * A database that is away ends nothing: the subscription waits for it and goes on.
   */
  CompletionStage<Void> ended();

  /**
   * Ends the subscription: lets the handler finish the event it is busy with and hands it no other.
   * Returns when that is so; called by the handler itself, it returns at once. Closing again does
   * nothing.
   */
  @Override
  void close();
}
