package dev.cairn.command;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** The pauses between the attempts of one command. */
record Pauses(CommandSettings settings) {

  /**
   * Waits a random while that is longer on average after more attempts. May wait less; an interrupt
   * ends the wait and stays set.
   *
   * @param attempt the one that met a conflict, from 1
   */
  void after(int attempt) {
    long longest = longestAfter(attempt);
    if (longest > 0) {
      LockSupport.parkNanos(this, ThreadLocalRandom.current().nextLong(longest) + 1);
    }
  }

  long longestAfter(int attempt) {
    long most = settings.longestPause().toNanos();
    long pause = Math.min(settings.firstPause().toNanos(), most);
    // Doubles step by step because a shift by the number of attempts would overflow.
    for (int i = 1; i < attempt && pause < most; i++) {
      pause = Math.min(pause * 2, most);
    }
    return pause;
  }
}
