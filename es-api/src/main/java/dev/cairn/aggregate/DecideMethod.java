package dev.cairn.aggregate;

import dev.cairn.internal.Handles;
import dev.cairn.internal.Names;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Decide} method.
 *
 * @param key null only where it could not be read, which is a problem
 * @param events what it declares to return
 */
record DecideMethod(
    Method method,
    Class<?> command,
    @Nullable CommandKey key,
    Set<Class<?>> events,
    MethodHandle handle) {

  static @Nullable DecideMethod read(Method method, List<String> problems) {
    Set<Class<?>> events = ReturnedEvents.of(method, problems);
    if (method.getParameterCount() != 1) {
      problems.add(Names.of(method) + " has @Decide and " + method.getParameterCount()
          + " parameters; it takes one, the command");
      return null;
    }
    MethodHandle handle = Handles.call(method, problems);
    Class<?> command = method.getParameterTypes()[0];
    if (!SealedTypes.isConcrete(command)) {
      problems.add(Names.of(method) + " takes " + Names.of(command)
          + ", which is not a class of commands; write one @Decide for each command class");
      return null;
    }
    CommandKey key = CommandKey.read(command, problems);
    return new DecideMethod(method, command, key, events, handle);
  }

  /** Whether it decides where there is no aggregate yet. */
  boolean creates() {
    return Modifier.isStatic(method.getModifiers());
  }

  String name() {
    return Names.of(method);
  }
}
