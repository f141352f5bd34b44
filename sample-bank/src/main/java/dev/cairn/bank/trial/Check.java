package dev.cairn.bank.trial;

import java.util.Locale;

/**
 * Something that must be so.
 *
 * @param claim in words
 * @param holds whether it is
 * @param found what was counted
 */
public record Check(String claim, boolean holds, String found) {

  /** For people. */
  public String line() {
    return String.format(Locale.ROOT, "%-4s %-60s %s", holds ? "yes" : "NO", claim, found);
  }
}
