package dev.cairn.process;

import dev.cairn.internal.Handles;
import dev.cairn.internal.Names;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A method that is told of refusals. */
record RefusalMethod(Method method, MethodHandle handle, Class<?> commands, Class<?> exceptions) {

  private static final MethodType CALL =
      MethodType.methodType(Object.class, Object.class, Object.class, Object.class);

  /** Null, and a problem, if it takes or returns something else. */
  static @Nullable RefusalMethod read(Method method, List<String> problems) {
    Class<?>[] parameters = method.getParameterTypes();
    if (Modifier.isStatic(method.getModifiers())
        || parameters.length != 2
        || !Exception.class.isAssignableFrom(parameters[1])
        || method.getReturnType() != Step.class) {
      problems.add(
          Names.of(method) + " has @OnRefusal; it is an instance method that takes a command"
              + " and the exception that refuses it, and returns a Step");
      return null;
    }
    return new RefusalMethod(
        method, Handles.open(method, problems).asType(CALL), parameters[0], parameters[1]);
  }

  boolean fits(Object command, Exception refusal) {
    return commands.isInstance(command) && exceptions.isInstance(refusal);
  }

  /** Of two that fit, whether this one says more exactly what it is for. */
  boolean isCloserThan(RefusalMethod other) {
    return exceptions == other.exceptions
        ? other.commands.isAssignableFrom(commands)
        : other.exceptions.isAssignableFrom(exceptions);
  }

  @Nullable
  Object call(Object instance, Object command, Exception refusal) {
    try {
      return (Object) handle.invokeExact(instance, command, (Object) refusal);
    } catch (Throwable thrown) {
      throw Handles.<RuntimeException>unchanged(thrown);
    }
  }
}
