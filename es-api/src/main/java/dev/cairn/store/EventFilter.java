package dev.cairn.store;

import dev.cairn.InvalidInputException;
import dev.cairn.event.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Which events of the log a reader wants. An event passes if its type is among {@code types} and the
 * category of its stream among {@code categories}, where an empty set lets everything pass. The type is
 * the one that the event has today, except for readers that ask for what is stored.
 */
public record EventFilter(Set<String> types, Set<String> categories) {

  private static final EventFilter ALL = new EventFilter(Set.of(), Set.of());

  /**
   * @throws InvalidInputException if a name has control characters or half a surrogate pair, which no
   *     event's has and a database would choke on
   */
  public EventFilter {
    types = Set.copyOf(types);
    categories = Set.copyOf(categories);
    types.forEach(EventFilter::requireClean);
    categories.forEach(EventFilter::requireClean);
  }

  private static void requireClean(String name) {
    if (name.chars().anyMatch(Character::isISOControl)
        || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new InvalidInputException(
          "event filter",
          "has a name with control characters or half a surrogate pair; no event has such a name");
    }
  }

  /** Every event. */
  public static EventFilter all() {
    return ALL;
  }

  /** Events of one of these types. */
  public static EventFilter types(String first, String... more) {
    return ALL.withTypes(first, more);
  }

  /** Events of streams in one of these categories. */
  public static EventFilter categories(String first, String... more) {
    return ALL.withCategories(first, more);
  }

  public EventFilter withTypes(String first, String... more) {
    return new EventFilter(all(first, more), categories);
  }

  public EventFilter withCategories(String first, String... more) {
    return new EventFilter(types, all(first, more));
  }

  private static Set<String> all(String first, String... more) {
    Set<String> names = new HashSet<>(Arrays.asList(more));
    names.add(first);
    return names;
  }

  public boolean matches(RecordedEvent event) {
    return (types.isEmpty() || types.contains(event.type()))
        && (categories.isEmpty() || categories.contains(event.stream().category()));
  }
}
