package dev.cairn.projection.model;

import dev.cairn.handler.Key;
import dev.cairn.internal.Handles;
import dev.cairn.internal.Names;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record taken apart into the values of its columns, and put together again. A record within a record
 * has columns of its own, unless it holds itself; with one component it has its name from outside.
 */
final class RecordShape {

  private static final MethodType CONSTRUCTOR = MethodType.methodType(Object.class, Object[].class);
  private static final int DEEPEST = 4;

  private final Class<?> type;
  private final MethodHandle constructor;
  private final List<Part> parts;
  private final int width;

  private RecordShape(Class<?> type, MethodHandle constructor, List<Part> parts) {
    this.type = type;
    this.constructor = constructor;
    this.parts = parts;
    this.width = parts.stream().mapToInt(Part::width).sum();
  }

  /** A component: a column of its own, or a record with some. */
  private record Part(
      RecordComponent component,
      MethodHandle getter,
      @Nullable Column column,
      @Nullable RecordShape nested) {

    int width() {
      return nested == null ? 1 : nested.width;
    }
  }

  /** How names and nullability come about on the way down. */
  private record Place(String name, boolean key, boolean nullable, int depth) {

    Place of(RecordComponent component, boolean isOnly) {
      String inner = snakeCase(component.getName());
      String full = isOnly ? name : name.isEmpty() ? inner : name + "_" + inner;
      boolean isKey = key || component.isAnnotationPresent(Key.class);
      boolean mayBeNull = !isKey && (nullable || !component.getType().isPrimitive());
      return new Place(full, isKey, mayBeNull, depth + 1);
    }
  }

  static RecordShape of(Class<?> type, List<String> problems) {
    return of(type, new Place("", false, false, 0), problems);
  }

  private static RecordShape of(Class<?> type, Place place, List<String> problems) {
    RecordComponent[] components = type.getRecordComponents();
    List<Part> parts = new ArrayList<>();
    for (RecordComponent component : components) {
      Place at = place.of(component, components.length == 1 && place.depth > 0);
      parts.add(part(component, at, problems));
    }
    return new RecordShape(type, constructor(type, components, problems), parts);
  }

  private static Part part(RecordComponent component, Place at, List<String> problems) {
    Class<?> type = component.getType();
    MethodHandle getter = Handles.getter(component.getAccessor(), problems);
    ColumnType plain = ColumnType.plain(type);
    if (plain == null && type.isRecord() && at.depth < DEEPEST) {
      return new Part(component, getter, null, of(type, at, problems));
    }
    if (at.key && (plain == null || !ColumnType.isKey(type))) {
      problems.add("The key of " + Names.of(component.getDeclaringRecord()) + " holds a "
          + Names.of(type)
          + "; a key is a String, a UUID, an integral number, a boolean, a LocalDate, an enum, or a"
          + " record of such");
    }
    ColumnType columnType = plain == null ? ColumnType.json(component.getGenericType()) : plain;
    return new Part(component, getter, new Column(at.name, columnType, at.key, at.nullable), null);
  }

  private static MethodHandle constructor(
      Class<?> type, RecordComponent[] components, List<String> problems) {
    Class<?>[] parameters =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> canonical = type.getDeclaredConstructor(parameters);
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
          .unreflectConstructor(canonical)
          .asSpreader(Object[].class, parameters.length)
          .asType(CONSTRUCTOR);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("Every record has a canonical constructor", e);
    } catch (IllegalAccessException e) {
      problems.add(Names.of(type) + " cannot be made, because " + type.getModule()
          + " keeps its package closed; add `opens " + type.getPackageName()
          + ";` to its module-info");
      return MethodHandles.empty(CONSTRUCTOR);
    }
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  Class<?> type() {
    return type;
  }

  List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (Part part : parts) {
      if (part.column != null) {
        columns.add(part.column);
      } else if (part.nested != null) {
        columns.addAll(part.nested.columns());
      }
    }
    return columns;
  }

  /** The shape of a component that is a record with columns of its own; null if it is not. */
  @Nullable
  RecordShape nested(RecordComponent component) {
    return parts.stream()
        .filter(part -> part.component.getName().equals(component.getName()))
        .map(Part::nested)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** The values of the columns, in their order. */
  @Nullable
  Object[] values(Object record) {
    @Nullable Object[] values = new @Nullable Object[width];
    take(record, values, 0);
    return values;
  }

  private void take(Object record, @Nullable Object[] into, int first) {
    int at = first;
    for (Part part : parts) {
      Object value = Handles.get(part.getter, record);
      if (part.nested == null) {
        into[at] = value;
      } else if (value != null) {
        part.nested.take(value, into, at);
      }
      at += part.width();
    }
  }

  /**
   * Whether a record within has nothing but nulls. It takes the same columns as one that is null, and is
   * read as that.
   */
  boolean holdsEmpty(Object record) {
    for (Part part : parts) {
      Object value = part.nested == null ? null : Handles.get(part.getter, record);
      if (value != null && part.nested != null) {
        boolean empty = Arrays.stream(part.nested.values(value)).allMatch(Objects::isNull);
        if (empty || part.nested.holdsEmpty(value)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether {@link #holdsEmpty} can be true. */
  boolean mayHoldEmpty() {
    return parts.stream()
        .anyMatch(part -> part.nested != null
            && (part.nested.columns().stream().allMatch(Column::nullable)
                || part.nested.mayHoldEmpty()));
  }

  /** The record with these values, as {@link #values} has them. */
  Object record(@Nullable Object[] values) {
    return put(values, 0);
  }

  private Object put(@Nullable Object[] values, int first) {
    @Nullable Object[] arguments = new @Nullable Object[parts.size()];
    int at = first;
    for (int i = 0; i < arguments.length; i++) {
      Part part = parts.get(i);
      if (part.nested == null) {
        arguments[i] = values[at];
      } else if (anyIn(values, at, part.nested.width)) {
        arguments[i] = part.nested.put(values, at);
      }
      at += part.width();
    }
    try {
      return (Object) constructor.invokeExact(arguments);
    } catch (Throwable thrown) {
      throw Handles.<RuntimeException>unchanged(thrown);
    }
  }

  private static boolean anyIn(@Nullable Object[] values, int first, int width) {
    for (int i = first; i < first + width; i++) {
      if (values[i] != null) {
        return true;
      }
    }
    return false;
  }
}
