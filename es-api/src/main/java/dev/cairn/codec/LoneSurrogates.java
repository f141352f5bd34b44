package dev.cairn.codec;

/**
 * Looks for half surrogate pairs in JSON text. Jackson writes them as escapes without complaint, and
 * only whoever reads the text later, such as PostgreSQL's {@code ->>}, chokes on them.
 */
final class LoneSurrogates {

  private LoneSurrogates() {}

  /** Whether valid JSON in UTF-8 has the escape of a surrogate that is not part of a pair. */
  static boolean isIn(byte[] json) {
    int i = 0;
    while (i < json.length) {
      if (json[i] != '\\') {
        i++;
      } else if (json[i + 1] != 'u') {
        i += 2;
      } else if (!isEscape(json, i, '8', 'F')) {
        i += 6;
      } else if (isEscape(json, i, '8', 'B') && isEscape(json, i + 6, 'C', 'F')) {
        i += 12;
      } else {
        return true;
      }
    }
    return false;
  }

  /** Whether there is an escape at {@code i} for U+Dxxx, with the first x in the given range. */
  private static boolean isEscape(byte[] json, int i, char from, char to) {
    return i + 5 < json.length
        && json[i] == '\\'
        && json[i + 1] == 'u'
        && Character.toUpperCase(json[i + 2]) == 'D'
        && Character.toUpperCase(json[i + 3]) >= from
        && Character.toUpperCase(json[i + 3]) <= to;
  }
}
