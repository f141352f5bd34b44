package dev.cairn.event;

import dev.cairn.InvalidInputException;

/** What can be an identifier, or stand in a record on one line; for the packages of this module. */
public final class Text {

  private Text() {}

  /** Returns {@code value} if it is 1 to {@code max} characters of clean text. */
  public static String checked(String subject, String value, int max) {
    if (value.isEmpty()) {
      throw new InvalidInputException(subject, "is empty");
    }
    if (value.length() > max) {
      throw new InvalidInputException(
          subject,
          "has " + value.length() + " characters; at most " + max + " are allowed: '"
              + value.substring(0, 32) + "...'");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c)) {
        throw new InvalidInputException(
            subject,
            String.format(
                "has the control character U+%04X at index %d; control characters are not allowed",
                (int) c, i));
      }
      if (Character.isSurrogate(c) && !isPair(value, i)) {
        throw new InvalidInputException(
            subject,
            String.format(
                "has half a surrogate pair (U+%04X) at index %d, which UTF-8 cannot carry",
                (int) c, i));
      }
    }
    return value;
  }

  private static boolean isPair(String value, int i) {
    return Character.isHighSurrogate(value.charAt(i))
        ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
  }
}
