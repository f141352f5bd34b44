package dev.cairn.internal;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the annotated methods of a class, inherited ones included. */
public final class AnnotatedMethods {

  private AnnotatedMethods() {}

  /** In a stable order; where one overrides another, only the overriding one. */
  public static Collection<Method> in(Class<?> type, Class<? extends Annotation> annotation) {
    Map<String, Method> bySignature = new LinkedHashMap<>();
    for (Class<?> owner : hierarchy(type)) {
      for (Method method : declaredIn(owner)) {
        if (method.isAnnotationPresent(annotation)) {
          bySignature.putIfAbsent(signature(method), method);
        }
      }
    }
    return bySignature.values();
  }

  private static String signature(Method method) {
    return method.getName() + Arrays.toString(method.getParameterTypes());
  }

  private static List<Method> declaredIn(Class<?> owner) {
    List<Method> methods = new ArrayList<>();
    for (Method method : owner.getDeclaredMethods()) {
      // The compiler copies annotations to the bridges it adds for generic supertypes.
      if (!method.isSynthetic()) {
        methods.add(method);
      }
    }
    // The JVM promises no order, and the list of mistakes should not change from run to run.
    methods.sort(Comparator.comparing(AnnotatedMethods::signature));
    return methods;
  }

  private static Set<Class<?>> hierarchy(Class<?> type) {
    Set<Class<?>> types = new LinkedHashSet<>();
    collect(type, types);
    return types;
  }

  private static void collect(@Nullable Class<?> type, Set<Class<?>> types) {
    if (type == null || type == Object.class || !types.add(type)) {
      return;
    }
    collect(type.getSuperclass(), types);
    for (Class<?> parent : type.getInterfaces()) {
      collect(parent, types);
    }
  }
}
