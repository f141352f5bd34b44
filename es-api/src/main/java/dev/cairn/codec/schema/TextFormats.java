package dev.cairn.codec.schema;

import java.util.Locale;

/**
 * The formats of text that are told apart; other classes of the JDK that are stored as text have their
 * own name in lower case with hyphens, such as {@code currency}.
 */
public final class TextFormats {

  /** Any text. */
  public static final String ANY = "";

  /** {@code 2026-01-31T12:00:00.123456789Z}. */
  public static final String INSTANT = "instant";

  /** {@code 2026-01-31T12:00:00+01:00}. */
  public static final String OFFSET_DATE_TIME = "offset-date-time";

  /** {@code 2026-01-31T12:00:00+01:00[Europe/Prague]}. */
  public static final String ZONED_DATE_TIME = "zoned-date-time";

  /** {@code 2026-01-31}. */
  public static final String LOCAL_DATE = "local-date";

  /** One UTF-16 unit. */
  public static final String CHARACTER = "character";

  /** Bytes, with padding and without line breaks. */
  public static final String BASE64 = "base64";

  /** {@code 0198c2a4-6f1e-7c3a-9a55-0d2f6f0f6b1e}. */
  public static final String UUID = "uuid";

  private TextFormats() {}

  /** Of what is stored as text: the format of its class. */
  static String of(Class<?> type) {
    if (type == char.class || type == Character.class) {
      return CHARACTER;
    }
    if (type == String.class || type == char[].class || !type.getName().startsWith("java")) {
      return ANY;
    }
    return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
