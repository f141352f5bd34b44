package dev.cairn.projection.model;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/** Rows in the text format of COPY (PostgreSQL manual, "COPY, Text Format"). */
final class CopyLines {

  /** How many characters are gathered before they are sent. */
  static final int BUFFER = 64 * 1024;

  private final StringBuilder text = new StringBuilder(BUFFER + 1024);

  int size() {
    return text.length();
  }

  void add(List<@Nullable String> values) {
    char separator = 0;
    for (String value : values) {
      if (separator != 0) {
        text.append(separator);
      }
      separator = '\t';
      append(value);
    }
    text.append('\n');
  }

  private void append(@Nullable String value) {
    if (value == null) {
      text.append("\\N");
      return;
    }
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      switch (character) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(character);
      }
    }
  }

  void writeTo(CopyIn copy) throws SQLException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    text.setLength(0);
  }
}
