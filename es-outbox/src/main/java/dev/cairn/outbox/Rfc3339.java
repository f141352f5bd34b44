package dev.cairn.outbox;

import java.time.Instant;
import java.time.format.DateTimeFormatter;

/**
 * Times as CloudEvents writes them, with microseconds, which is what the database keeps. Neighbouring
 * events mostly share their second, so its text is kept. Not thread-safe.
 */
final class Rfc3339 {

  private static final int DIGITS = 6;

  private long second = Long.MIN_VALUE;
  private String prefix = "";

  String format(Instant time) {
    if (time.getEpochSecond() != second) {
      second = time.getEpochSecond();
      String text = DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochSecond(second));
      prefix = text.substring(0, text.length() - 1);
    }
    int micros = time.getNano() / 1000;
    StringBuilder text =
        new StringBuilder(prefix.length() + DIGITS + 2).append(prefix).append('.');
    for (int unit = 100_000; unit > 0; unit /= 10) {
      text.append((char) ('0' + micros / unit % 10));
    }
    return text.append('Z').toString();
  }
}
