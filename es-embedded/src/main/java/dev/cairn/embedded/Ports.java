package dev.cairn.embedded;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The ports of 127.0.0.1 that a server listens on.
 *
 * @param numbers by the name of what listens there; 0 where any will do
 */
record Ports(Map<String, Integer> numbers) {

  static final Ports NONE = new Ports(Map.of());

  Ports {
    numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
  }

  static Ports of(String name, int number) {
    return new Ports(Map.of(name, number));
  }

  int of(String name) {
    return numbers.getOrDefault(name, 0);
  }

  /** With a free port where any will do: the preferred one of that name if it is free. */
  Ports completed(Ports preferred) {
    Map<String, Integer> all = new LinkedHashMap<>(numbers);
    all.replaceAll((name, number) -> {
      int chosen = number == 0 ? preferred.of(name) : number;
      boolean fixed = number != 0;
      while (!fixed && (chosen == 0 || all.containsValue(chosen) || !FreePort.isFree(chosen))) {
        chosen = FreePort.choose();
      }
      return chosen;
    });
    return new Ports(all);
  }

  /** One that is asked for and that something listens on; a moment later another may be. */
  OptionalInt taken() {
    return numbers.values().stream()
        .mapToInt(Integer::intValue)
        .filter(number -> number != 0 && !FreePort.isFree(number))
        .findFirst();
  }

  /** The first one. */
  int first() {
    return numbers.values().iterator().next();
  }
}
