package dev.cairn.codec.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import com.fasterxml.jackson.databind.util.ClassUtil;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the properties of one class, with what the reading side says of them. */
final class PropertyVisitor extends JsonObjectFormatVisitor.Base {

  /** With these, a value that is not null can be left out. */
  private static final Set<JsonInclude.Include> LEAVING_OUT = EnumSet.of(
      JsonInclude.Include.NON_EMPTY,
      JsonInclude.Include.NON_DEFAULT,
      JsonInclude.Include.NON_ABSENT,
      JsonInclude.Include.CUSTOM);

  private final SchemaDerivation derivation;
  private final Class<?> owner;
  private final List<Property> into;
  private final Map<String, BeanPropertyDefinition> readAs = new HashMap<>();

  PropertyVisitor(
      SchemaDerivation derivation,
      JavaType type,
      SerializerProvider provider,
      List<Property> into) {
    super(provider);
    this.derivation = derivation;
    this.owner = type.getRawClass();
    this.into = into;
    DeserializationConfig config = derivation.mapper().getDeserializationConfig();
    for (BeanPropertyDefinition property : config.introspect(type).findProperties()) {
      readAs.put(property.getName(), property);
    }
  }

  @Override
  public void property(BeanProperty property) {
    optionalProperty(property);
  }

  @Override
  public void optionalProperty(BeanProperty property) {
    JavaType type = property.getType();
    NullMarks marks = NullMarks.of(property);
    BeanPropertyDefinition read = readAs.get(property.getName());
    into.add(new Property(
        property.getName(),
        aliases(read),
        derivation.shapeOf(type, property, marks),
        marks.nullable() || isBoxed(type.getRawClass()) || mayBeLeftOut(property),
        isRequired(type, read)));
  }

  private static List<String> aliases(@Nullable BeanPropertyDefinition read) {
    return read == null
        ? List.of()
        : read.findAliases().stream().map(PropertyName::getSimpleName).toList();
  }

  private static boolean isBoxed(Class<?> type) {
    return ClassUtil.primitiveType(type) != null && !type.isPrimitive();
  }

  private boolean mayBeLeftOut(BeanProperty property) {
    SerializationConfig config = derivation.mapper().getSerializationConfig();
    JsonInclude.Value inclusion = config
        .introspectClassAnnotations(owner)
        .findPropertyInclusion(config.getDefaultPropertyInclusion())
        .withOverrides(property.findPropertyInclusion(config, owner));
    return LEAVING_OUT.contains(inclusion.getValueInclusion());
  }

  private boolean isRequired(JavaType type, @Nullable BeanPropertyDefinition read) {
    return (type.isPrimitive()
            && derivation.mapper().isEnabled(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES))
        || (read != null && read.isRequired());
  }
}
