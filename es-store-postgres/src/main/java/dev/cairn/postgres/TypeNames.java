package dev.cairn.postgres;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Event types as strings, each made once: a log holds few types and very many events. Not thread-safe.
 */
final class TypeNames {

  private static final int SLOTS = 256;

  private final byte[][] bytes = new byte[SLOTS][];
  private final String[] names = new String[SLOTS];

  String of(byte[] row, int from, int length) {
    int hash = length;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + row[i];
    }
    int slot = (hash ^ hash >>> 16) & SLOTS - 1;
    if (bytes[slot] == null
        || !Arrays.equals(bytes[slot], 0, bytes[slot].length, row, from, from + length)) {
      bytes[slot] = Arrays.copyOfRange(row, from, from + length);
      names[slot] = new String(bytes[slot], StandardCharsets.UTF_8);
    }
    return names[slot];
  }
}
