package dev.cairn.bank.account;

import java.math.BigDecimal;
import java.util.Locale;

/** Amounts in cents, as people read them. */
public final class Cents {

  private Cents() {}

  /** Such as {@code 12,345.60} for 1234560. */
  public static String text(long cents) {
    return String.format(Locale.ROOT, "%,.2f", BigDecimal.valueOf(cents, 2));
  }
}
