package dev.cairn.cli.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C and SIGTERM end what is under way in good order: it is told to stop, and the process ends,
 * with the exit code of the signal, when this is closed.
 */
public final class Interruption implements AutoCloseable {

  /** Longer than a store tries to reach a database that has gone. */
  private static final int PATIENCE_SECONDS = 60;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "interruption");
  private volatile boolean requested;

  public Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether it is time to stop. */
  public boolean requested() {
    return requested;
  }

  private void interrupt() {
    requested = true;
    try {
      if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(
            "gave up waiting for the end of what was under way; run the command again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException endingAlready) {
        // Then the hook returns at once.
      }
    }
  }
}
