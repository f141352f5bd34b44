package dev.cairn.codec;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ser.impl.UnsupportedTypeSerializer;
import dev.cairn.event.StoredName;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks through all that records hold, for what would fail only when one is stored. */
final class ComponentCheck {

  private final ObjectMapper mapper;
  private final Set<Class<?>> seen = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  private ComponentCheck(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** What cannot be stored of all that records of these classes hold; one sentence each. */
  static List<String> problemsOf(Collection<Class<?>> records, ObjectMapper mapper) {
    ComponentCheck check = new ComponentCheck(mapper);
    records.forEach(check::lookInto);
    return check.problems;
  }

  private void lookInto(Class<?> type) {
    if (type.isRecord() && seen.add(type)) {
      for (RecordComponent component : type.getRecordComponents()) {
        look(component.getGenericType(), type.getName() + "." + component.getName());
      }
    }
  }

  private void look(Type type, String where) {
    if (type instanceof Class<?> raw) {
      look(raw, where);
    } else if (type instanceof ParameterizedType generic) {
      look(generic.getRawType(), where);
      look(generic.getActualTypeArguments(), where);
    } else if (type instanceof GenericArrayType array) {
      look(array.getGenericComponentType(), where);
    } else if (type instanceof WildcardType wildcard) {
      look(wildcard.getUpperBounds(), where);
    }
    // What a type variable stands for is seen where the generic type is used.
  }

  private void look(Type[] types, String where) {
    for (Type type : types) {
      look(type, where);
    }
  }

  private void look(Class<?> type, String where) {
    if (type.isArray()) {
      look(type.getComponentType(), where);
    } else if (SealedTypeNames.areStored(type)) {
      lookAtAlternatives(type);
    } else if (isUnsupported(type)) {
      problems.add(where + " is a " + type.getName() + ", which the mapper cannot write; "
          + (type.getName().startsWith("java.util.Optional")
              ? "store a component that may be null instead"
              : "give the codec a mapper that can"));
    } else {
      lookInto(type);
    }
  }

  private boolean isUnsupported(Class<?> type) {
    try {
      return mapper.getSerializerProviderInstance().findValueSerializer(type)
          instanceof UnsupportedTypeSerializer;
    } catch (JsonMappingException e) {
      // The type holds something else that is wrong, which is looked at by itself.
      return false;
    }
  }

  private void lookAtAlternatives(Class<?> sealed) {
    if (!seen.add(sealed)) {
      return;
    }
    Map<String, Class<?>> byName = new HashMap<>();
    for (Class<?> alternative : SealedTypeNames.alternatives(sealed)) {
      StoredName name = alternative.getAnnotation(StoredName.class);
      if (name == null || name.value().isEmpty()) {
        problems.add(alternative.getName() + " is an alternative of " + sealed.getName()
            + " and has no @StoredName to be told from the others by");
      } else {
        Class<?> other = byName.putIfAbsent(name.value(), alternative);
        if (other != null) {
          problems.add(alternative.getName() + " and " + other.getName()
              + " are alternatives of " + sealed.getName() + " and both have the @StoredName \""
              + name.value() + "\"");
        }
      }
      lookInto(alternative);
    }
  }
}
