package dev.cairn.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Methods of an application's classes, whatever their access: opened once, then called. */
public final class Handles {

  private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
  private static final MethodType CALL =
      MethodType.methodType(Object.class, Object.class, Object.class);

  private Handles() {}

  /** A handle for {@link #get}. If the method cannot be opened, that is a problem. */
  public static MethodHandle getter(Method method, List<String> problems) {
    return open(method, problems).asType(GETTER);
  }

  /** A handle for {@link #call}. If the method cannot be opened, that is a problem. */
  public static MethodHandle call(Method method, List<String> problems) {
    MethodHandle handle = open(method, problems);
    return Modifier.isStatic(method.getModifiers())
        ? MethodHandles.dropArguments(handle, 0, Object.class).asType(CALL)
        : handle.asType(CALL);
  }

  /** The method as it is. If it cannot be opened, that is a problem. */
  public static MethodHandle open(Method method, List<String> problems) {
    Class<?> owner = method.getDeclaringClass();
    try {
      return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).unreflect(method);
    } catch (IllegalAccessException e) {
      problems.add(Names.of(method) + " cannot be called, because " + owner.getModule()
          + " keeps its package closed; add `opens " + owner.getPackageName()
          + ";` to its module-info");
      // Never called: whoever has problems is not made.
      return unopened(method);
    }
  }

  private static MethodHandle unopened(Method method) {
    MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    return MethodHandles.empty(
        Modifier.isStatic(method.getModifiers())
            ? type
            : type.insertParameterTypes(0, method.getDeclaringClass()));
  }

  public static @Nullable Object get(MethodHandle getter, Object owner) {
    try {
      return (Object) getter.invokeExact(owner);
    } catch (Throwable thrown) {
      throw Handles.<RuntimeException>unchanged(thrown);
    }
  }

  /**
   * Calls the method with one argument.
   *
   * @param state what an instance method is called on; a static one ignores it
   */
  public static @Nullable Object call(
      MethodHandle method, @Nullable Object state, Object argument) {
    try {
      return (Object) method.invokeExact(state, argument);
    } catch (Throwable thrown) {
      throw Handles.<RuntimeException>unchanged(thrown);
    }
  }

  /** Throws what the application threw as it is, checked or not, with its own stack trace. */
  @SuppressWarnings("unchecked")
  public static <X extends Throwable> RuntimeException unchanged(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
