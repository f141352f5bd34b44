package dev.cairn.bank.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Days as requests write them. */
final class Days {

  static final String RULE = "must be a day, such as 2026-01-31";

  private Days() {}

  /** Null if it is none. */
  static @Nullable LocalDate parsed(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      // The database writes years that have not four digits in another way.
      return day.getYear() > 1000 && day.getYear() <= 9999 ? day : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
