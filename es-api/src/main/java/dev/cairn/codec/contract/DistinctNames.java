package dev.cairn.codec.contract;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names of one scope of Protocol Buffers, where those that differ only in case or underscores cannot stand
 * beside each other.
 */
final class DistinctNames {

  private final Set<String> taken = new HashSet<>();

  /** The name, or one with the number at its end. */
  String take(String name, int number) {
    String distinct = name;
    while (!taken.add(distinct.replace("_", "").toLowerCase(Locale.ROOT))) {
      distinct = distinct + "_" + number;
    }
    return distinct;
  }
}
