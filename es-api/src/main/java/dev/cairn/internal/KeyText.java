package dev.cairn.internal;

import dev.cairn.InvalidInputException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How ids of one class become the key of a stream: worked out once, used for every command. */
public final class KeyText {

  private static final Set<Class<?>> PLAIN = Set.of(
      String.class,
      UUID.class,
      BigInteger.class,
      byte.class,
      short.class,
      int.class,
      long.class,
      Byte.class,
      Short.class,
      Integer.class,
      Long.class);

  private static final ClassValue<KeyText> BY_CLASS = new ClassValue<>() {
    @Override
    protected KeyText computeValue(Class<?> type) {
      return new KeyText(type);
    }
  };

  private final Class<?> type;
  private final List<MethodHandle> path = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private KeyText(Class<?> type) {
    this.type = type;
    Set<Class<?>> seen = new HashSet<>();
    Class<?> at = type;
    while (!PLAIN.contains(at) && !at.isEnum()) {
      Method component = seen.add(at) ? onlyComponent(at) : null;
      if (component == null) {
        problems.add(Names.of(type)
            + " cannot be an id; use a String, a UUID, an integral number, an enum, or a record with"
            + " one component of such a type");
        return;
      }
      path.add(Handles.getter(component, problems));
      at = component.getReturnType();
    }
  }

  private static @Nullable Method onlyComponent(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    return components == null || components.length != 1 ? null : components[0].getAccessor();
  }

  /** How ids of that class do. */
  public static KeyText of(Class<?> type) {
    return BY_CLASS.get(type);
  }

  /** The key for an id whose class is known only now. */
  public static String keyOf(Object id) {
    Class<?> type = id instanceof Enum<?> constant ? constant.getDeclaringClass() : id.getClass();
    KeyText text = of(type);
    if (!text.problems.isEmpty()) {
      throw new InvalidInputException(
          "aggregate id", "is of the wrong type: " + text.problems.get(0));
    }
    return text.read(id);
  }

  /** Why ids of this class have no key; empty if they have. */
  public List<String> problems() {
    return problems;
  }

  /** The key for an id. */
  public String read(@Nullable Object id) {
    Object value = id;
    for (MethodHandle getter : path) {
      value = value == null ? null : Handles.get(getter, value);
    }
    if (value == null) {
      throw new InvalidInputException(
          "aggregate id", "of type " + Names.of(type) + " is null or holds null");
    }
    return value instanceof Enum<?> constant ? constant.name() : value.toString();
  }
}
