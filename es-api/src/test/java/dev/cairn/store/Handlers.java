package dev.cairn.store;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.CountDownLatch;

/** What the readers and handlers of the contract do. */
final class Handlers {

  private Handlers() {}

  /** Waits, but not for ever: a test that failed meanwhile closes the subscription and waits for it. */
  static void awaitLatch(CountDownLatch latch) {
    try {
      if (!latch.await(Received.DEADLINE.toMillis(), MILLISECONDS)) {
        throw new AssertionError("The test did not let its handler go on");
      }
    } catch (InterruptedException e) {
      throw new AssertionError("Nobody interrupts a handler", e);
    }
  }

  /** Throws an exception or error that needs no declaration. */
  static void fail(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }
}
