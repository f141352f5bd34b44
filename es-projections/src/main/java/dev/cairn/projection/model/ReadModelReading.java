package dev.cairn.projection.model;

import dev.cairn.internal.AnnotatedMethods;
import dev.cairn.internal.Handles;
import dev.cairn.internal.Names;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the annotations of one read model, and collects every mistake. Used once. */
final class ReadModelReading<R> {

  private static final int MAX_IDENTIFIER = 63;
  /** Every table of PostgreSQL has these already. */
  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

  private final Class<R> record;
  private final List<String> problems = new ArrayList<>();
  private final Map<Class<?>, Method> keyMethods = new HashMap<>();
  private final Map<Class<?>, EventKeys> keysByMethod = new HashMap<>();

  ReadModelReading(Class<R> record) {
    this.record = record;
  }

  ReadModelType<R> read() {
    ReadModel annotation = record.getAnnotation(ReadModel.class);
    if (annotation == null) {
      throw wrong(Names.of(record) + " has no @ReadModel; give it a name and a version");
    }
    ProjectionNames.check(annotation.name(), annotation.version(), problems);
    if (!record.isRecord()) {
      throw wrong(Names.of(record) + " is not a record; a read model is one, so that its components"
          + " can be columns");
    }
    RecordComponent keyComponent = keyComponent();
    checkScript(annotation.script());
    RecordShape shape = RecordShape.of(record, problems);
    checkColumns(shape);
    MethodHandle key = Handles.getter(keyComponent.getAccessor(), problems);
    readKeyMethods(keyComponent);
    Map<String, EventFold> folds = folds(keyComponent);
    if (!problems.isEmpty()) {
      throw new ReadModelException("The read model " + record.getName(), problems);
    }
    return new ReadModelType<>(record, annotation, shape, key, shape.nested(keyComponent), folds);
  }

  private ReadModelException wrong(String problem) {
    problems.add(problem);
    return new ReadModelException("The read model " + record.getName(), problems);
  }

  private RecordComponent keyComponent() {
    List<RecordComponent> keys = Arrays.stream(record.getRecordComponents())
        .filter(component -> component.isAnnotationPresent(Key.class))
        .toList();
    if (keys.size() != 1) {
      throw wrong(
          Names.of(record) + " has " + (keys.isEmpty() ? "no @Key" : keys.size() + " @Key")
              + "; annotate the one component that tells its rows apart, which may be a record of several");
    }
    return keys.get(0);
  }

  private void checkScript(String script) {
    if (!script.isEmpty() && record.getResource(script) == null) {
      problems.add(
          "There is no script '" + script + "' beside " + record.getName() + " on the class path");
    }
  }

  private void checkColumns(RecordShape shape) {
    Set<String> names = new HashSet<>();
    for (Column column : shape.columns()) {
      if (!names.add(column.name())) {
        problems.add(
            Names.of(record) + " has two columns '" + column.name() + "'; rename a component");
      }
      if (column.name().length() > MAX_IDENTIFIER
          || column.name().indexOf('"') >= 0
          || SYSTEM_COLUMNS.contains(column.name())) {
        problems.add("The column '" + column.name() + "' of " + Names.of(record)
            + " has a name that PostgreSQL does not take; make it at most " + MAX_IDENTIFIER
            + " characters, and none of " + String.join(", ", new TreeSet<>(SYSTEM_COLUMNS)));
      }
    }
  }

  private void readKeyMethods(RecordComponent keyComponent) {
    for (Method method : AnnotatedMethods.in(record, KeyOf.class)) {
      if (!Modifier.isStatic(method.getModifiers())) {
        problems.add(Names.of(method) + " has @KeyOf and is no static method");
      }
      if (!KeyTypes.fits(method.getGenericReturnType(), keyComponent.getType())) {
        problems.add(Names.of(method) + " returns " + KeyTypes.name(method.getGenericReturnType())
            + ", and the key of " + Names.of(record) + " is " + Names.of(keyComponent.getType()));
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
    EventMethod creates;

    @Nullable
    EventMethod changes;

    final Set<List<String>> keys = new HashSet<>();
    boolean ignoresMissing;
  }

  private Map<String, EventFold> folds(RecordComponent keyComponent) {
    Map<Class<?>, Pair> pairs = new LinkedHashMap<>();
    for (Method method : AnnotatedMethods.in(record, On.class)) {
      checkResult(method);
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
    Map<String, EventFold> folds = new LinkedHashMap<>();
    Map<String, Class<?>> names = new HashMap<>();
    pairs.forEach((event, pair) -> {
      Class<?> other = names.putIfAbsent(EventClasses.nameOf(event), event);
      if (other != null) {
        problems.add(Names.of(event) + " and " + Names.of(other) + " are both stored as '"
            + EventClasses.nameOf(event) + "'");
      }
      folds.put(
          EventClasses.nameOf(event),
          new EventFold(
              event,
              keys(event, pair, keyComponent),
              pair.creates,
              pair.changes,
              pair.ignoresMissing));
    });
    return folds;
  }

  private void checkResult(Method method) {
    if (!record.isAssignableFrom(method.getReturnType())) {
      problems.add(Names.of(method) + " returns " + Names.of(method.getReturnType())
          + "; an @On method returns the " + Names.of(record) + " after the event");
    }
  }

  private void add(Class<?> event, EventMethod method, Map<Class<?>, Pair> pairs) {
    Pair pair = pairs.computeIfAbsent(event, none -> new Pair());
    EventMethod before = method.isStatic() ? pair.creates : pair.changes;
    if (before != null) {
      problems.add(Names.of(method.method()) + " and " + Names.of(before.method()) + " both handle "
          + Names.of(event));
    }
    if (method.isStatic()) {
      pair.creates = method;
    } else {
      pair.changes = method;
    }
    On on = method.method().getAnnotation(On.class);
    if (on.key().length > 0) {
      pair.keys.add(List.of(on.key()));
    }
    pair.ignoresMissing |= on.ifMissing() == On.IfMissing.IGNORE;
  }

  private EventKeys keys(Class<?> event, Pair pair, RecordComponent keyComponent) {
    EventKeys byMethod = keysByMethod.get(event);
    if (pair.keys.size() + (byMethod == null ? 0 : 1) > 1) {
      problems.add("The key of " + Names.of(event) + " is said in several ways in "
          + Names.of(record) + "; say it once");
    }
    if (byMethod != null) {
      return byMethod;
    }
    if (!pair.keys.isEmpty()) {
      return ofComponents(event, pair.keys.iterator().next(), keyComponent.getType());
    }
    Function<String, Object> parsing = KeyParsing.of(keyComponent.getType());
    if (parsing == null) {
      problems.add("The key of " + Names.of(event) + " is that of its stream, from which no "
          + Names.of(keyComponent.getType())
          + " can be made; name a component of the event with @On(key = ...),"
          + " or write a static @KeyOf method");
      return new EventKeys.OfStream(text -> text);
    }
    return new EventKeys.OfStream(parsing);
  }

  private EventKeys ofComponents(Class<?> event, List<String> names, Class<?> key) {
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
