package dev.cairn.codec.schema;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of a class with all that their components can hold: edges, every constant, every alternative. */
final class Samples {

  private static final int DEEPEST = 3;

  private static final Map<Class<?>, List<?>> LEAVES = leaves();

  private Samples() {}

  private static Map<Class<?>, List<?>> leaves() {
    Instant instant = Instant.parse("2026-03-29T00:59:59.123456789Z");
    Map<Class<?>, List<?>> leaves = new LinkedHashMap<>();
    leaves.put(byte.class, List.of((byte) 1, Byte.MIN_VALUE, Byte.MAX_VALUE));
    leaves.put(short.class, List.of((short) 1, Short.MIN_VALUE, Short.MAX_VALUE));
    leaves.put(int.class, List.of(1, 0, Integer.MIN_VALUE, Integer.MAX_VALUE));
    leaves.put(long.class, List.of(1L, 0L, Long.MIN_VALUE, Long.MAX_VALUE));
    leaves.put(float.class, List.of(0.5f, 0.1f, Float.MAX_VALUE, Float.NaN));
    leaves.put(double.class, List.of(0.5, 0.1, Double.MAX_VALUE, Double.NaN));
    leaves.put(boolean.class, List.of(true, false));
    leaves.put(char.class, List.of('a', '\u00e4'));
    leaves.put(Integer.class, leaves.get(int.class));
    leaves.put(Long.class, leaves.get(long.class));
    leaves.put(String.class, List.of("text", "", "7", "true"));
    leaves.put(byte[].class, List.of(new byte[] {0, 1, -1}, new byte[0]));
    leaves.put(
        BigDecimal.class, List.of(new BigDecimal("1.10"), new BigDecimal("0.1234567890123456789")));
    leaves.put(BigInteger.class, List.of(BigInteger.ONE, new BigInteger("9".repeat(30))));
    leaves.put(UUID.class, List.of(new UUID(1, 2)));
    leaves.put(Instant.class, List.of(instant));
    leaves.put(LocalDate.class, List.of(LocalDate.of(2024, 2, 29)));
    leaves.put(LocalDateTime.class, List.of(LocalDateTime.of(2024, 2, 29, 1, 2)));
    leaves.put(OffsetDateTime.class, List.of(OffsetDateTime.parse("2026-01-31T12:00:00+01:00")));
    leaves.put(
        ZonedDateTime.class, List.of(ZonedDateTime.parse("2026-01-31T12:00+01:00[Europe/Prague]")));
    leaves.put(Object.class, List.of("any", 7, List.of()));
    return leaves;
  }

  static List<Object> of(Class<?> event) {
    return values(event, 0);
  }

  private static List<Object> values(Type type, int depth) {
    if (type instanceof ParameterizedType generic) {
      return containers(generic, depth, false);
    }
    Class<?> raw = (Class<?>) type;
    List<?> leaves = LEAVES.get(raw);
    if (leaves != null) {
      return List.copyOf(leaves);
    }
    if (raw.isEnum()) {
      return Arrays.asList(raw.getEnumConstants());
    }
    if (raw.isArray()) {
      return arrays(raw.getComponentType(), depth);
    }
    return raw.isSealed() ? alternatives(raw, depth) : records(raw, depth);
  }

  private static List<Object> alternatives(Class<?> sealed, int depth) {
    List<Object> all = new ArrayList<>();
    for (Class<?> alternative : sealed.getPermittedSubclasses()) {
      all.addAll(values(alternative, depth));
    }
    return all;
  }

  /** One with the first value of each component, and one for each other value of each. */
  private static List<Object> records(Class<?> type, int depth) {
    RecordComponent[] components = type.getRecordComponents();
    List<List<@Nullable Object>> choices = new ArrayList<>();
    for (RecordComponent component : components) {
      choices.add(choices(component.getGenericType(), component.getAnnotatedType(), depth + 1));
    }
    List<Object> all = new ArrayList<>();
    @Nullable Object[] first = choices.stream().map(it -> it.get(0)).toArray();
    all.add(create(type, first));
    for (int i = 0; i < components.length; i++) {
      for (Object other : choices.get(i).subList(1, choices.get(i).size())) {
        @Nullable Object[] changed = first.clone();
        changed[i] = other;
        all.add(create(type, changed));
      }
    }
    return all;
  }

  private static List<@Nullable Object> choices(Type type, AnnotatedType annotated, int depth) {
    boolean nullable = isNullable(annotated) || type == Integer.class || type == Long.class;
    List<@Nullable Object> choices = new ArrayList<>();
    if (depth < DEEPEST || !nullable) {
      choices.addAll(
          type instanceof ParameterizedType generic
              ? containers(generic, depth, hasNullableContent(annotated))
              : values(type, depth));
    }
    if (nullable) {
      choices.add(null);
    }
    return choices;
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private static boolean hasNullableContent(AnnotatedType type) {
    if (!(type instanceof java.lang.reflect.AnnotatedParameterizedType generic)) {
      return false;
    }
    AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
    return isNullable(arguments[arguments.length - 1]);
  }

  private static List<Object> containers(ParameterizedType type, int depth, boolean nulls) {
    Type[] arguments = type.getActualTypeArguments();
    List<@Nullable Object> contents = new ArrayList<>();
    if (depth < DEEPEST) {
      contents.addAll(values(arguments[arguments.length - 1], depth + 1));
    }
    if (nulls) {
      contents.add(null);
    }
    if (type.getRawType() == Map.class) {
      return List.of(mapOf(values(arguments[0], depth + 1), contents), Map.of());
    }
    if (type.getRawType() == Set.class) {
      return List.of(new LinkedHashSet<>(contents), Set.of());
    }
    List<@Nullable Object> twice = new ArrayList<>(contents);
    twice.addAll(contents);
    return List.of(twice, List.of());
  }

  private static Map<Object, @Nullable Object> mapOf(
      List<Object> keys, List<@Nullable Object> values) {
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < Math.max(keys.size(), values.size()); i++) {
      if (!values.isEmpty()) {
        Object key = keys.get(i % keys.size());
        map.put(key instanceof String text ? text + i : key, values.get(i % values.size()));
      }
    }
    return map;
  }

  private static List<Object> arrays(Class<?> element, int depth) {
    List<Object> elements = values(element, depth + 1);
    Object array = Array.newInstance(element, elements.size());
    for (int i = 0; i < elements.size(); i++) {
      Array.set(array, i, elements.get(i));
    }
    return List.of(array, Array.newInstance(element, 0));
  }

  private static Object create(Class<?> type, @Nullable Object[] values) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
      throw new LinkageError(type.toString(), e);
    }
  }
}
