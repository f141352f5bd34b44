package dev.cairn.codec.contract;

import java.util.Locale;

/** Names of properties, constants and types in languages that allow letters, digits and underscores. */
public final class ContractNames {

  private ContractNames() {}

  /**
   * The name with every character that is not allowed as its code: {@code sea-green} is {@code
   * sea_x2d_green}. Different names stay different, whatever other names there are.
   */
  public static String escaped(String name) {
    StringBuilder escaped = new StringBuilder();
    name.codePoints().forEach(c -> {
      boolean isDigit = c >= '0' && c <= '9';
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (isLetter || (isDigit && escaped.length() > 0)) {
        escaped.appendCodePoint(c);
      } else {
        escaped.append("_x").append(Integer.toHexString(c)).append('_');
      }
    });
    return escaped.length() == 0 ? "_" : escaped.toString();
  }

  /** The name space of one event's definitions, so that those of others may be called the same. */
  static String namespace(String base, String eventType) {
    String own = eventType.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    return base + "." + (own.matches("[a-z].*") ? own : "event_" + own);
  }
}
