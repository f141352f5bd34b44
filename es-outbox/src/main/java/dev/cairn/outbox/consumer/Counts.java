package dev.cairn.outbox.consumer;

import java.util.concurrent.atomic.AtomicLong;

/** What a consumer has counted; written by its thread, read by any. */
final class Counts {

  private final AtomicLong handled = new AtomicLong();
  private final AtomicLong repetitions = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong deadLetters = new AtomicLong();
  private final AtomicLong takenOver = new AtomicLong();

  void handled(int events) {
    handled.addAndGet(events);
  }

  void repetition() {
    repetitions.incrementAndGet();
  }

  void failure() {
    failures.incrementAndGet();
  }

  void deadLetter() {
    deadLetters.incrementAndGet();
  }

  void takenOver() {
    takenOver.incrementAndGet();
  }

  ConsumerCounts now() {
    return new ConsumerCounts(
        handled.get(), repetitions.get(), failures.get(), deadLetters.get(), takenOver.get());
  }
}
