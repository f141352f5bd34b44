package dev.cairn.internal;

import dev.cairn.handler.Key;
import dev.cairn.handler.KeyOf;
import dev.cairn.handler.On;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads which methods of a record with a {@link Key} handle which events, and collects every mistake. Used once. */
public final class KeyedHandlers {

  private final Class<?> record;
  private final Class<?> key;
  private final List<String> problems;
  private final Map<Class<?>, Method> keyMethods = new HashMap<>();
  private final Map<Class<?>, EventKeys> keysByMethod = new HashMap<>();

  private KeyedHandlers(Class<?> record, Class<?> key, List<String> problems) {
    this.record = record;
    this.key = key;
    this.problems = problems;
  }

  /** The one component that has {@link Key}; empty, and a problem, if there is none or several. */
  public static Optional<RecordComponent> keyOf(Class<?> record, List<String> problems) {
    List<RecordComponent> keys = Arrays.stream(record.getRecordComponents())
        .filter(component -> component.isAnnotationPresent(Key.class))
        .toList();
    if (keys.size() != 1) {
      problems.add(Names.of(record) + " has " + (keys.isEmpty() ? "no @Key" : keys.size() + " @Key")
          + "; annotate the one component that tells them apart, which may be a record of several");
      return Optional.empty();
    }
    return Optional.of(keys.get(0));
  }

  /**
   * The handlers by the names under which their events are stored.
   *
   * @param key the class of keys
   * @param returned what an {@link On} method has to return
   * @param problems gets a sentence for each mistake
   */
  public static Map<String, KeyedHandler> read(
      Class<?> record, Class<?> key, Class<?> returned, List<String> problems) {
    KeyedHandlers reading = new KeyedHandlers(record, key, problems);
    reading.readKeyMethods();
    return reading.handlers(returned);
  }

  private void readKeyMethods() {
    for (Method method : AnnotatedMethods.in(record, KeyOf.class)) {
      if (!Modifier.isStatic(method.getModifiers())) {
        problems.add(Names.of(method) + " has @KeyOf and is no static method");
      }
      if (!KeyTypes.fits(method.getGenericReturnType(), key)) {
        problems.add(Names.of(method) + " returns " + KeyTypes.name(method.getGenericReturnType())
            + ", and the key of " + Names.of(record) + " is " + Names.of(key));
      }
      EventMethod reading = EventMethod.read(method, problems);
      if (reading == null) {
        continue;
      }
      for (Class<?> event : reading.events()) {
        Method other = keyMethods.putIfAbsent(event, method);
        if (other != null) {
          problems.add(Names.of(method) + " and " + Names.of(other) + " both say the key of "
              + Names.of(event));
        }
        keysByMethod.put(event, new EventKeys.OfMethod(reading));
      }
    }
  }

  /** The methods for one class of events, before it is known whether they fit together. */
  private static final class Pair {
    @Nullable
    EventMethod begins;

    @Nullable
    EventMethod goesOn;

    final Set<List<String>> keys = new HashSet<>();
    boolean ignoresMissing;
  }

  private Map<String, KeyedHandler> handlers(Class<?> returned) {
    Map<Class<?>, Pair> pairs = new LinkedHashMap<>();
    for (Method method : AnnotatedMethods.in(record, On.class)) {
      checkResult(method, returned);
      EventMethod reading = EventMethod.read(method, problems);
      if (reading != null) {
        reading.events().forEach(event -> add(event, reading, pairs));
      }
    }
    if (pairs.isEmpty() && problems.isEmpty()) {
      problems.add(Names.of(record) + " has no @On method, so no event would ever change it");
    }
    keyMethods.forEach((event, method) -> {
      if (!pairs.containsKey(event)) {
        problems.add(Names.of(method) + " says the key of " + Names.of(event)
            + ", for which there is no @On");
      }
    });
    Map<String, KeyedHandler> handlers = new LinkedHashMap<>();
    Map<String, Class<?>> names = new HashMap<>();
    pairs.forEach((event, pair) -> {
      Class<?> other = names.putIfAbsent(EventClasses.nameOf(event), event);
      if (other != null) {
        problems.add(Names.of(event) + " and " + Names.of(other) + " are both stored as '"
            + EventClasses.nameOf(event) + "'");
      }
      handlers.put(
          EventClasses.nameOf(event),
          new KeyedHandler(
              event, keys(event, pair), pair.begins, pair.goesOn, pair.ignoresMissing));
    });
    return handlers;
  }

  private void checkResult(Method method, Class<?> returned) {
    if (!returned.isAssignableFrom(method.getReturnType())) {
      problems.add(Names.of(method) + " returns " + Names.of(method.getReturnType())
          + "; an @On method of " + Names.of(record) + " returns the " + Names.of(returned)
          + " after the event");
    }
  }

  private void add(Class<?> event, EventMethod method, Map<Class<?>, Pair> pairs) {
    Pair pair = pairs.computeIfAbsent(event, none -> new Pair());
    EventMethod before = method.isStatic() ? pair.begins : pair.goesOn;
    if (before != null) {
      problems.add(Names.of(method.method()) + " and " + Names.of(before.method()) + " both handle "
          + Names.of(event));
    }
    if (method.isStatic()) {
      pair.begins = method;
    } else {
      pair.goesOn = method;
    }
    On on = method.method().getAnnotation(On.class);
    if (on.key().length > 0) {
      pair.keys.add(List.of(on.key()));
    }
    pair.ignoresMissing |= on.ifMissing() == On.IfMissing.IGNORE;
  }

  private EventKeys keys(Class<?> event, Pair pair) {
    EventKeys byMethod = keysByMethod.get(event);
    if (pair.keys.size() + (byMethod == null ? 0 : 1) > 1) {
      problems.add("The key of " + Names.of(event) + " is said in several ways in "
          + Names.of(record) + "; say it once");
    }
    if (byMethod != null) {
      return byMethod;
    }
    if (!pair.keys.isEmpty()) {
      return ofComponents(event, pair.keys.iterator().next());
    }
    Function<String, Object> parsing = KeyParsing.of(key);
    if (parsing == null) {
      problems.add("The key of " + Names.of(event) + " is that of its stream, from which no "
          + Names.of(key)
          + " can be made; name a component of the event with @On(key = ...),"
          + " or write a static @KeyOf method");
      return new EventKeys.OfStream(text -> text);
    }
    return new EventKeys.OfStream(parsing);
  }

  private EventKeys ofComponents(Class<?> event, List<String> names) {
    List<MethodHandle> getters = new ArrayList<>();
    for (String name : names) {
      RecordComponent[] components = event.getRecordComponents();
      RecordComponent found = Arrays.stream(
              components == null ? new RecordComponent[0] : components)
          .filter(component -> component.getName().equals(name))
          .findFirst()
          .orElse(null);
      if (found == null) {
        problems.add("@On(key = \"" + name + "\") names no component of " + Names.of(event));
      } else {
        if (!KeyTypes.fits(found.getGenericType(), key)) {
          problems.add("The component '" + name + "' of " + Names.of(event) + " is "
              + KeyTypes.name(found.getGenericType()) + ", and the key of " + Names.of(record)
              + " is " + Names.of(key));
        }
        getters.add(Handles.getter(found.getAccessor(), problems));
      }
    }
    return new EventKeys.OfComponents(getters);
  }
}
