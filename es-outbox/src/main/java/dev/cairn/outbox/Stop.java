package dev.cairn.outbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says that it is time to end, and wakes those who wait for something else. Thread-safe. */
final class Stop {

  private final CountDownLatch latch = new CountDownLatch(1);

  void request() {
    latch.countDown();
  }

  boolean isRequested() {
    return latch.getCount() == 0;
  }

  /** Waits for the time, or until it is time to end. */
  void pause(Duration atMost) throws InterruptedException {
    if (latch.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      // Whoever pauses asks again whether it is time to end.
      return;
    }
  }
}
