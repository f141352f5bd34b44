package dev.cairn.store;

import java.util.concurrent.CountDownLatch;

/** What the readers and handlers of the contract do. */
final class Handlers {

  private Handlers() {}

  static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
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
