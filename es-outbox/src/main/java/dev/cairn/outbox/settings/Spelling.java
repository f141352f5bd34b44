package dev.cairn.outbox.settings;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what was meant. */
final class Spelling {

  private Spelling() {}

  /** The known word with the fewest letters to change, if there are few enough to call it a slip. */
  static Optional<String> nearest(String word, Collection<String> known) {
    String written = plain(word);
    int atMost = Math.max(1, written.length() / 6);
    Optional<String> nearest = Optional.empty();
    int best = atMost + 1;
    for (String candidate : known) {
      int distance = distance(written, plain(candidate), best);
      if (distance < best) {
        best = distance;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  /** Underscores, dashes and capitals are the commonest slips of all. */
  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
  }

  /**
   * Letters to insert, take out, replace, or swap with their neighbour (optimal string alignment).
   *
   * @param enough from here on the exact number does not matter
   */
  private static int distance(String a, String b, int enough) {
    if (Math.abs(a.length() - b.length()) >= enough) {
      return enough;
    }
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
