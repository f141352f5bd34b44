package dev.cairn.codec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import dev.cairn.event.StoredName;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Teaches Jackson to tell the alternatives of a sealed component apart by their {@link StoredName},
 * held in {@code @type}, a name that no record component can have.
 */
@SuppressWarnings(
    "NullAway") // Jackson's introspector answers "not mine" with null and is not annotated
final class SealedTypeNames extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1L;

  private static final JsonTypeInfo.Value BY_NAME = JsonTypeInfo.Value.construct(
      JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "@type", null, false, true, null);

  /**
   * Whether alternatives of the type are told apart here. An enum whose constants have bodies is
   * sealed too, and so are {@code java.time.ZoneId} and others: Jackson knows what to do with those,
   * and with types that carry its own annotation.
   */
  static boolean areStored(Class<?> type) {
    return type.isSealed()
        && !type.isEnum()
        && !type.getName().startsWith("java.")
        && !type.isAnnotationPresent(JsonTypeInfo.class);
  }

  /** The classes of which a value of the sealed type can be, however deep. */
  static Set<Class<?>> alternatives(Class<?> sealed) {
    Set<Class<?>> alternatives = new LinkedHashSet<>();
    if (!Modifier.isAbstract(sealed.getModifiers())) {
      alternatives.add(sealed);
    }
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isSealed() && !permitted.isEnum()) {
        alternatives.addAll(alternatives(permitted));
      } else {
        alternatives.add(permitted);
      }
    }
    return alternatives;
  }

  @Override
  public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
      MapperConfig<?> config, Annotated annotated) {
    JsonTypeInfo.Value own = super.findPolymorphicTypeInfo(config, annotated);
    return own == null && annotated instanceof AnnotatedClass && areStored(annotated.getRawType())
        ? BY_NAME
        : own;
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
    List<NamedType> own = super.findSubtypes(annotated);
    if (own != null || !areStored(annotated.getRawType())) {
      return own;
    }
    return alternatives(annotated.getRawType()).stream()
        .map(type -> new NamedType(type, nameOf(type)))
        .toList();
  }

  private static @Nullable String nameOf(Class<?> alternative) {
    StoredName name = alternative.getAnnotation(StoredName.class);
    return name == null ? null : name.value();
  }
}
