package dev.cairn.codec.schema;

import java.util.List;

/**
 * One property of a {@link Definition.RecordOf}.
 *
 * @param name its name in the JSON
 * @param aliases other names under which it is read, never written; sorted
 * @param nullable whether it may be null or missing. One that may not is always written, and who reads
 *     an event without it gets null all the same, or nothing at all, as {@code required} says
 * @param required whether an event without it cannot be read, as is so with primitives
 */
public record Property(
    String name, List<String> aliases, Shape shape, boolean nullable, boolean required) {

  public Property {
    aliases = aliases.stream().sorted().toList();
  }

  /** Whether documents always hold it: what consumers may rely upon. */
  public boolean isAlwaysThere() {
    return !nullable || required;
  }
}
