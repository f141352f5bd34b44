package dev.cairn.outbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What makes the clock of a process wrong: libfaketime, loaded without its wrapper. That one leaves a
 * semaphore behind when it is killed, and fails when a later process has the same number.
 */
final class WrongClock {

  private WrongClock() {}

  /** What stands before the command, with a shift such as {@code +3600s}. */
  static List<String> by(String shift) {
    // The loader itself puts the directory of the machine's libraries for $LIB.
    return List.of("env", "LD_PRELOAD=/usr/$LIB/faketime/libfaketimeMT.so.1", "FAKETIME=" + shift);
  }

  /** Whether the library is there and does it. */
  static boolean isPossible() {
    List<String> command = new ArrayList<>(by("-36000s"));
    command.addAll(List.of("date", "+%s"));
    try {
      Process date = new ProcessBuilder(command).start();
      String seconds =
          new String(date.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      return Long.parseLong(seconds) < Instant.now().getEpochSecond() - 18_000;
    } catch (IOException | NumberFormatException e) {
      return false;
    }
  }
}
