package dev.cairn.postgres.transfer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects lines of JSON. Not thread-safe. */
final class LineWriter {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_ESCAPE = 6;

  private byte[] buffer = new byte[64 * 1024];
  private int size;

  /** Characters that need no escape in JSON. */
  @SuppressWarnings("deprecation") // the one way to copy ASCII that makes no array of its own
  LineWriter ascii(String text) {
    ensure(text.length());
    text.getBytes(0, text.length(), buffer, size);
    size += text.length();
    return this;
  }

  LineWriter number(long value) {
    return ascii(Long.toString(value));
  }

  /** Text in UTF-8 as a JSON string: only what must be escaped is. */
  LineWriter quoted(byte[] text) {
    // Two bytes at most for nearly every character; the longest escape is for control characters.
    ensure(2 + 2 * text.length);
    buffer[size++] = '"';
    for (int i = 0; i < text.length; i++) {
      byte b = text[i];
      if (b == '"' || b == '\\') {
        buffer[size++] = '\\';
        buffer[size++] = b;
      } else if (b >= 0 && b < ' ') {
        ensure(LONGEST_ESCAPE + 2 + 2 * (text.length - i));
        escape(b);
      } else {
        buffer[size++] = b;
      }
    }
    buffer[size++] = '"';
    return this;
  }

  private void escape(byte control) {
    ascii("\\u00");
    buffer[size++] = HEX[control >> 4];
    buffer[size++] = HEX[control & 15];
  }

  /** Ends a line. */
  void end() {
    ensure(1);
    buffer[size++] = '\n';
  }

  private void ensure(int bytes) {
    if (buffer.length - size < bytes) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, Math.addExact(size, bytes)));
    }
  }

  int size() {
    return size;
  }

  /** What was collected, up to {@link #size()}. */
  byte[] bytes() {
    return buffer;
  }

  void clear() {
    size = 0;
  }
}
