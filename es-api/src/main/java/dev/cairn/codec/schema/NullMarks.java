package dev.cairn.codec.schema;

import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where code says that something may be null: with an annotation called {@code Nullable}, whosesoever,
 * on the component or within its type.
 */
final class NullMarks {

  private final @Nullable AnnotatedType type;
  private final boolean nullable;

  private NullMarks(@Nullable AnnotatedType type, boolean nullable) {
    this.type = type;
    this.nullable = nullable;
  }

  /** Nothing is known. */
  static NullMarks none() {
    return new NullMarks(null, false);
  }

  static NullMarks of(BeanProperty property) {
    AnnotatedMember member = property.getMember();
    if (member == null) {
      return none();
    }
    Member java = member.getMember();
    for (RecordComponent component : components(java.getDeclaringClass())) {
      if (component.getName().equals(java.getName())) {
        return of(component.getAnnotatedType(), component, component.getAccessor());
      }
    }
    if (java instanceof Method method) {
      return of(method.getAnnotatedReturnType(), method);
    }
    return java instanceof Field field ? of(field.getAnnotatedType(), field) : none();
  }

  private static RecordComponent[] components(Class<?> type) {
    return type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
  }

  private static NullMarks of(AnnotatedType type, AnnotatedElement... elements) {
    return new NullMarks(type, isMarked(type) || Stream.of(elements).anyMatch(NullMarks::isMarked));
  }

  private static boolean isMarked(AnnotatedElement element) {
    return Arrays.stream(element.getAnnotations())
        .map(Annotation::annotationType)
        .anyMatch(annotation -> annotation.getSimpleName().equals("Nullable"));
  }

  /** Whether it is marked as one that may be null. */
  boolean nullable() {
    return nullable;
  }

  /** Those of the elements of a collection or array, or of the values of a map. */
  NullMarks ofContent() {
    if (type instanceof AnnotatedArrayType array) {
      return of(array.getAnnotatedGenericComponentType());
    }
    if (type instanceof AnnotatedParameterizedType generic) {
      AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
      return of(arguments[arguments.length - 1]);
    }
    return none();
  }
}
