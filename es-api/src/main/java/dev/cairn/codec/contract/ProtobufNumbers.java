package dev.cairn.codec.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The numbers that have been given so far, in every message and enum. */
final class ProtobufNumbers {

  /** From here to the next, Protocol Buffers keep the numbers to themselves. */
  private static final int RESERVED_FROM = 19_000;

  private static final int RESERVED_UP_TO = 19_999;

  private final Map<String, Map<String, Integer>> given = new HashMap<>();
  private final Map<String, Integer> last = new HashMap<>();

  /** The number of a member, which is a new one if it has none yet. */
  int of(String owner, String member) {
    return given
        .computeIfAbsent(owner, it -> new HashMap<>())
        .computeIfAbsent(member, it -> next(owner));
  }

  private int next(String owner) {
    int next = last.getOrDefault(owner, 0) + 1;
    if (next == RESERVED_FROM) {
      next = RESERVED_UP_TO + 1;
    }
    last.put(owner, next);
    return next;
  }

  /** Those that were given to others than these, in order. */
  List<Integer> without(String owner, List<Integer> used) {
    Set<Integer> others = new HashSet<>(given.getOrDefault(owner, Map.of()).values());
    used.forEach(others::remove);
    List<Integer> sorted = new ArrayList<>(others);
    sorted.sort(null);
    return sorted;
  }
}
