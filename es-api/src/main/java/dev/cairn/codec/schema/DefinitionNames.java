package dev.cairn.codec.schema;

import com.fasterxml.jackson.databind.JavaType;
import dev.cairn.event.StoredName;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Gives every class that a schema describes a name of its own, the same each time. */
final class DefinitionNames {

  private final Map<String, JavaType> taken = new HashMap<>();

  /** That of the event: its type in the usual form of class names. */
  static String ofEvent(String type) {
    return inCamelCase(type, "Event");
  }

  private static String inCamelCase(String text, String otherwise) {
    StringBuilder name = new StringBuilder();
    for (String word : text.split("[^A-Za-z0-9]+", -1)) {
      if (!word.isEmpty()) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    boolean begins = name.length() > 0 && Character.isLetter(name.charAt(0));
    return begins ? name.toString() : otherwise + name;
  }

  /** Takes a name for a class, one like {@code wanted}. */
  String take(String wanted, JavaType type) {
    String name = wanted;
    for (int i = 2; taken.containsKey(name); i++) {
      name = wanted + "_" + i;
    }
    taken.put(name, type);
    return name;
  }

  /** Takes a name for a class: its {@link StoredName}, or its simple name. */
  String take(JavaType type) {
    return take(wanted(type), type);
  }

  private static String wanted(JavaType type) {
    Class<?> raw = type.getRawClass();
    StoredName stored = raw.getAnnotation(StoredName.class);
    String simple = inCamelCase(stored != null ? stored.value() : raw.getSimpleName(), "Type");
    return type.getBindings().isEmpty()
        ? simple
        : simple
            + type.getBindings().getTypeParameters().stream()
                .map(DefinitionNames::wanted)
                .collect(Collectors.joining("And", "Of", ""));
  }
}
