package dev.cairn.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The key of a row from the key of a stream: how aggregates write theirs, backwards. */
final class KeyParsing {

  private static final Map<Class<?>, Function<String, Object>> PLAIN = Map.of(
      String.class, text -> text,
      UUID.class, UUID::fromString,
      BigInteger.class, BigInteger::new,
      long.class, Long::valueOf,
      Long.class, Long::valueOf,
      int.class, Integer::valueOf,
      Integer.class, Integer::valueOf,
      short.class, Short::valueOf,
      Short.class, Short::valueOf);

  private KeyParsing() {}

  /** Null if keys of this class cannot be told from text. */
  static @Nullable Function<String, Object> of(Class<?> type) {
    if (type.isEnum()) {
      return text -> constant(type, text);
    }
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      return PLAIN.get(type);
    }
    Function<String, Object> inner = components.length == 1 ? of(components[0].getType()) : null;
    return inner == null ? null : inner.andThen(constructor(type, components[0].getType()));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the class is that of an enum
  private static Object constant(Class<?> type, String name) {
    return Enum.valueOf((Class) type, name);
  }

  private static Function<Object, Object> constructor(Class<?> type, Class<?> parameter) {
    MethodHandle handle;
    try {
      handle = MethodHandles.privateLookupIn(type, MethodHandles.lookup())
          .unreflectConstructor(type.getDeclaredConstructor(parameter))
          .asType(MethodType.methodType(Object.class, Object.class));
    } catch (ReflectiveOperationException e) {
      // Said already, by whoever looked at the shape of the record.
      return value -> value;
    }
    return value -> {
      try {
        return (Object) handle.invokeExact(value);
      } catch (Throwable thrown) {
        throw Handles.<RuntimeException>unchanged(thrown);
      }
    };
  }
}
