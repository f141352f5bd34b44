package dev.cairn.codec;

import dev.cairn.InvalidInputException;
import dev.cairn.event.EventType;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The registry of event names: which class is stored under which {@link EventType}, in which
 * revision, and under which names before. Immutable.
 *
 * <p>Given a sealed type, all the classes it permits are registered.
 */
public final class EventTypes {

  private static final int MAX_NAME = 128;

  private final Map<String, Class<?>> byName = new LinkedHashMap<>();
  private final Map<Class<?>, EventType> byClass = new LinkedHashMap<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();

  private EventTypes() {}

  /**
   * The registry of the given events.
   *
   * @param roots event records, and sealed types of event records
   * @throws InvalidEventTypesException if a class has no {@link EventType}, two share a name or an
   *     alias, a name is empty, too long or holds control characters, a revision is below 1, or a
   *     type is abstract and not sealed
   */
  public static EventTypes of(Class<?>... roots) {
    return of(Arrays.asList(roots));
  }

  /** As {@link #of(Class...)}. */
  public static EventTypes of(Collection<Class<?>> roots) {
    EventTypes types = new EventTypes();
    // Two roots may lead to the same class, whose mistakes are then said once.
    Set<String> problems = new LinkedHashSet<>();
    for (Class<?> root : roots) {
      types.register(root, problems);
    }
    types.bindAliases(problems);
    if (!problems.isEmpty()) {
      throw new InvalidEventTypesException(List.copyOf(problems));
    }
    return types;
  }

  private void register(Class<?> type, Set<String> problems) {
    if (type.isEnum() || type.isArray() || type.isPrimitive()) {
      problems.add(type.getName() + " is not an object with properties; make the event a record");
      return;
    }
    boolean open = Modifier.isAbstract(type.getModifiers());
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        register(permitted, problems);
      }
      if (open) {
        return;
      }
    }
    EventType name = type.getAnnotation(EventType.class);
    if (open) {
      problems.add(type.getName() + " is open to others, so its events cannot be listed; seal it");
    } else if (name == null) {
      problems.add(
          type.getName() + " has no @EventType; give it the name under which it is to be stored");
    } else if (!isStorable(name.value())) {
      problems.add(unstorable(type, name.value()));
    } else if (name.revision() < 1) {
      problems.add(type.getName() + " has the revision " + name.revision() + "; the first is 1");
    } else {
      bind(name, type, problems);
    }
  }

  private void bind(EventType name, Class<?> type, Set<String> problems) {
    Class<?> other = byName.putIfAbsent(name.value(), type);
    if (other != null && other != type) {
      problems.add(type.getName() + " and " + other.getName() + " are both stored as \""
          + name.value() + "\"; a name belongs to one class");
    }
    byClass.put(type, name);
  }

  /** After all names are known, for an alias may be another class's name. */
  private void bindAliases(Set<String> problems) {
    byClass.forEach((type, name) -> {
      for (String alias : name.aliases()) {
        if (!isStorable(alias)) {
          problems.add(unstorable(type, alias));
        } else {
          bindAlias(alias, type, name.value(), problems);
        }
      }
    });
  }

  private void bindAlias(String alias, Class<?> type, String name, Set<String> problems) {
    String holder = byName.containsKey(alias) ? alias : aliases.putIfAbsent(alias, name);
    if (holder != null) {
      problems.add(type.getName() + " has the alias \"" + alias + "\", which is a name of \""
          + holder + "\"; a name belongs to one class, and once");
    }
  }

  private static String unstorable(Class<?> type, String name) {
    return type.getName() + " has the @EventType \"" + printable(name) + "\"; a name is 1 to "
        + MAX_NAME + " characters without control characters or half surrogate pairs";
  }

  private static boolean isStorable(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_NAME
        && name.chars().noneMatch(Character::isISOControl)
        && StandardCharsets.UTF_8.newEncoder().canEncode(name);
  }

  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?").substring(0, Math.min(name.length(), MAX_NAME));
  }

  /** The class stored under {@code name} now, or null if there is none; an alias has none. */
  public @Nullable Class<?> classOf(String name) {
    return byName.get(name);
  }

  /** The name that events stored as {@code name} have today: another one if it is an alias. */
  public String currentName(String name) {
    return aliases.getOrDefault(name, name);
  }

  /** The names that were given up, each with the one that took its place. */
  public Map<String, String> aliases() {
    return Collections.unmodifiableMap(aliases);
  }

  /**
   * The name under which events of {@code type} are stored.
   *
   * @throws InvalidInputException if the class is not registered
   */
  public String nameOf(Class<?> type) {
    return annotationOf(type).value();
  }

  /**
   * The revision with which events of {@code type} are stored now.
   *
   * @throws InvalidInputException if the class is not registered
   */
  public int revisionOf(Class<?> type) {
    return annotationOf(type).revision();
  }

  private EventType annotationOf(Class<?> type) {
    EventType name = byClass.get(type);
    if (name == null) {
      throw new InvalidInputException(
          "event class", type.getName() + " is not registered; registered are " + byName.keySet());
    }
    return name;
  }

  /** Every registered class. */
  public Set<Class<?>> classes() {
    return Collections.unmodifiableSet(byClass.keySet());
  }
}
