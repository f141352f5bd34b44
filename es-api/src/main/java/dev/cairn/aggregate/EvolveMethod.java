package dev.cairn.aggregate;

import dev.cairn.internal.Handles;
import dev.cairn.internal.Names;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An {@link Evolve} method. */
record EvolveMethod(Method method, Class<?> event, MethodHandle handle) {

  static @Nullable EvolveMethod read(Method method, Class<?> aggregate, List<String> problems) {
    checkResult(method, aggregate, problems);
    if (method.getParameterCount() != 1) {
      problems.add(Names.of(method) + " has @Evolve and " + method.getParameterCount()
          + " parameters; it takes one, the event");
      return null;
    }
    MethodHandle handle = Handles.call(method, problems);
    Class<?> event = method.getParameterTypes()[0];
    if (!SealedTypes.isConcrete(event)) {
      problems.add(Names.of(method) + " takes " + Names.of(event)
          + ", which is not a class of events; write one @Evolve for each event class");
      return null;
    }
    return new EvolveMethod(method, event, handle);
  }

  private static void checkResult(Method method, Class<?> aggregate, List<String> problems) {
    if (!aggregate.isAssignableFrom(method.getReturnType())) {
      problems.add(Names.of(method) + " returns " + Names.of(method.getReturnType())
          + "; an @Evolve method returns the " + Names.of(aggregate) + " after the event");
    }
    if (method.getExceptionTypes().length > 0) {
      problems.add(Names.of(method) + " declares " + Names.of(List.of(method.getExceptionTypes()))
          + "; an @Evolve method never throws, for the event has happened");
    }
  }

  /** Whether its event comes first. */
  boolean creates() {
    return Modifier.isStatic(method.getModifiers());
  }

  String name() {
    return Names.of(method);
  }
}
