package dev.cairn.codec.schema;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names of files for types of events, whose names may hold anything. */
public final class FileNames {

  private FileNames() {}

  /**
   * The name, with what not every file system allows as {@code %} and its bytes. Different types have
   * different names, though not where case makes none.
   */
  public static String of(String type) {
    StringBuilder name = new StringBuilder();
    for (byte b : type.getBytes(StandardCharsets.UTF_8)) {
      boolean isLetter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
      boolean isOther = (b >= '0' && b <= '9') || b == '-' || b == '_';
      boolean isPlain = isLetter || isOther || (b == '.' && name.length() > 0);
      if (isPlain) {
        name.append((char) b);
      } else {
        name.append('%').append(String.format(Locale.ROOT, "%02x", b));
      }
    }
    return name.toString();
  }
}
