package dev.cairn.postgres.transfer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;

/**
 * One line, read from left to right in exactly the form in which an export writes it. Whatever else is
 * JSON is refused: the file is for this program, and what it can look like decides what it can do.
 */
final class Line {

  private final byte[] bytes;
  private final int end;
  private final Function<String, LogFileException> refusal;
  private int at;

  /**
   * Begins at the first of {@code length} bytes, without the newline.
   *
   * @param refusal names the line
   */
  Line(byte[] bytes, int length, Function<String, LogFileException> refusal) {
    this.bytes = bytes;
    this.end = length;
    this.refusal = refusal;
  }

  LogFileException broken(String problem) {
    return refusal.apply(problem);
  }

  boolean beginsWith(String ascii) {
    if (ascii.length() > end) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether this comes next; it stays there. */
  boolean has(String ascii) {
    if (ascii.length() > end - at) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[at + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  Line expect(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      if (at == end || bytes[at] != ascii.charAt(i)) {
        throw broken("at byte " + (at + 1) + " there is no " + ascii);
      }
      at++;
    }
    return this;
  }

  void end() {
    if (at != end) {
      throw broken("it goes on after its end at byte " + at);
    }
  }

  /** Digits, without a sign or a leading zero. */
  long number() {
    int first = at;
    long value = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      value = 10 * value + bytes[at] - '0';
      at++;
    }
    // 18 digits fit into a long whatever they are.
    if (at == first || at - first > 18 || (bytes[first] == '0' && at - first > 1)) {
      throw broken("at byte " + (first + 1) + " there is no number that could be one here");
    }
    return value;
  }

  UUID id() {
    String text = text();
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equals(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw broken("an id is none");
  }

  Instant instant() {
    try {
      return Instant.parse(text());
    } catch (DateTimeParseException e) {
      throw broken("a time is none");
    }
  }

  String text() {
    return new String(quoted(), StandardCharsets.UTF_8);
  }

  /** The content of a JSON string, in UTF-8. */
  byte[] quoted() {
    expect("\"");
    int first = at;
    while (at < end && bytes[at] != '"' && bytes[at] != '\\' && !isControl(bytes[at])) {
      at++;
    }
    if (at < end && bytes[at] == '"') {
      return Arrays.copyOfRange(bytes, first, at++);
    }
    return unescaped(first);
  }

  private byte[] unescaped(int first) {
    byte[] text = new byte[end - first];
    int size = at - first;
    System.arraycopy(bytes, first, text, 0, size);
    while (at < end && bytes[at] != '"') {
      if (isControl(bytes[at])) {
        throw broken("at byte " + (at + 1) + " there is a control character");
      }
      text[size++] = bytes[at] == '\\' ? escaped() : bytes[at++];
    }
    expect("\"");
    return Arrays.copyOf(text, size);
  }

  private static boolean isControl(byte b) {
    return b >= 0 && b < ' ';
  }

  private byte escaped() {
    at++;
    if (at < end && (bytes[at] == '"' || bytes[at] == '\\')) {
      return bytes[at++];
    }
    expect("u00");
    int high = hexDigit();
    int value = high << 4 | hexDigit();
    if (value == 0 || value >= ' ') {
      throw broken("at byte " + at + " something is escaped that need not or cannot be");
    }
    return (byte) value;
  }

  private int hexDigit() {
    int digit = at < end ? Character.digit(bytes[at], 16) : -1;
    if (digit < 0) {
      throw broken("at byte " + (at + 1) + " there is no hexadecimal digit");
    }
    at++;
    return digit;
  }
}
