package dev.cairn.snapshot;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells classes of states apart whose JSON cannot be told from one another: by the names, types and
 * annotations of all components, however deep, by the constants of enums and the alternatives of sealed
 * types. A record that only moves keeps its fingerprint.
 */
final class ShapeFingerprint {

  private static final int LENGTH = 32;

  private final Set<Class<?>> within = new HashSet<>();

  private ShapeFingerprint() {}

  static String of(Class<?> state) {
    String shape = new ShapeFingerprint().shape(state);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(shape.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private String shape(Type type) {
    if (type instanceof Class<?> raw) {
      return shape(raw);
    }
    if (type instanceof ParameterizedType generic) {
      return shape(generic.getRawType()) + shapes("<", generic.getActualTypeArguments(), ">");
    }
    if (type instanceof GenericArrayType array) {
      return shape(array.getGenericComponentType()) + "[]";
    }
    if (type instanceof WildcardType wildcard) {
      return shapes("?", wildcard.getUpperBounds(), "");
    }
    return ((TypeVariable<?>) type).getName();
  }

  private String shapes(String before, Type[] types, String after) {
    return Arrays.stream(types).map(this::shape).collect(Collectors.joining(",", before, after));
  }

  private String shape(Class<?> type) {
    if (type.isArray()) {
      return shape(type.getComponentType()) + "[]";
    }
    if (type.isPrimitive() || type.getName().startsWith("java.")) {
      return type.getName();
    }
    // One that holds itself ends here.
    if (!within.add(type)) {
      return type.getSimpleName();
    }
    String shape = own(type);
    within.remove(type);
    return shape;
  }

  private String own(Class<?> type) {
    if (type.isEnum()) {
      Object constants = type.getEnumConstants();
      StringBuilder names = new StringBuilder("enum");
      for (int i = 0; i < Array.getLength(constants); i++) {
        names.append(' ').append(((Enum<?>) Array.get(constants, i)).name());
      }
      return names.toString();
    }
    String alternatives = type.isSealed() ? shapes("|", type.getPermittedSubclasses(), "|") : "";
    String parts = type.isRecord()
        ? Arrays.stream(type.getRecordComponents())
            .map(this::component)
            .collect(Collectors.joining(","))
        : Arrays.stream(type.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()))
            .map(this::field)
            .sorted()
            .collect(Collectors.joining(","));
    return annotations(type.getAnnotations()) + "{" + parts + "}" + alternatives;
  }

  private String component(RecordComponent component) {
    return annotations(component.getAnnotations())
        + annotations(component.getAccessor().getAnnotations())
        + component.getName()
        + ":"
        + shape(component.getGenericType());
  }

  private String field(Field field) {
    return annotations(field.getAnnotations())
        + field.getName()
        + ":"
        + shape(field.getGenericType());
  }

  /** They may say how it is written. */
  private static String annotations(Annotation[] annotations) {
    return Arrays.stream(annotations)
        .map(Annotation::toString)
        .sorted()
        .collect(Collectors.joining());
  }
}
