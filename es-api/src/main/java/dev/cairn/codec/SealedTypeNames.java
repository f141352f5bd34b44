package dev.cairn.codec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import dev.cairn.event.StoredName;
import java.util.ArrayList;
import java.util.List;
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

  @Override
  public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
      MapperConfig<?> config, Annotated annotated) {
    JsonTypeInfo.Value own = super.findPolymorphicTypeInfo(config, annotated);
    return own == null
            && annotated instanceof AnnotatedClass
            && annotated.getRawType().isSealed()
        ? BY_NAME
        : own;
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
    List<NamedType> own = super.findSubtypes(annotated);
    if (own != null || !annotated.getRawType().isSealed()) {
      return own;
    }
    List<NamedType> subtypes = new ArrayList<>();
    collect(annotated.getRawType(), subtypes);
    return subtypes;
  }

  private static void collect(Class<?> sealed, List<NamedType> subtypes) {
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        collect(permitted, subtypes);
      } else {
        subtypes.add(new NamedType(permitted, nameOf(permitted)));
      }
    }
  }

  private static String nameOf(Class<?> alternative) {
    StoredName name = alternative.getAnnotation(StoredName.class);
    if (name == null) {
      throw new IllegalArgumentException(
          alternative.getName()
              + " is an alternative of a sealed type and has no @StoredName to be told from the others by");
    }
    return name.value();
  }
}
