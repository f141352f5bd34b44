package dev.cairn.codec.schema;

import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import dev.cairn.codec.schema.Definition.EnumOf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The constants of enums, as they are written and read. */
final class EnumShapes {

  private EnumShapes() {}

  static Shape of(SchemaDerivation derivation, JavaType type, Set<String> constants) {
    String name = derivation.begin(type);
    if (name != null) {
      derivation.define(new EnumOf(name, List.copyOf(constants), aliases(derivation, type)));
    }
    return derivation.referenceTo(type);
  }

  private static List<String> aliases(SchemaDerivation derivation, JavaType type) {
    DeserializationConfig config = derivation.mapper().getDeserializationConfig();
    AnnotatedClass annotated = config.introspectClassAnnotations(type).getClassInfo();
    Enum<?>[] constants = (Enum<?>[]) type.getRawClass().getEnumConstants();
    String[][] aliases = new String[constants.length][];
    config.getAnnotationIntrospector().findEnumAliases(config, annotated, constants, aliases);
    List<String> all = new ArrayList<>();
    Arrays.stream(aliases).filter(Objects::nonNull).map(Arrays::asList).forEach(all::addAll);
    return all;
  }
}
