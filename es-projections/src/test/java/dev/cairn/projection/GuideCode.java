package dev.cairn.projection;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The classes of a page of the documentation, compiled, which may well be package-private. */
final class GuideCode implements AutoCloseable {

  private final URLClassLoader classes;

  private GuideCode(URLClassLoader classes) {
    this.classes = classes;
  }

  static GuideCode of(Guide guide, Path directory) throws IOException {
    return new GuideCode(guide.compiled(directory));
  }

  Class<?> type(String name) {
    try {
      return classes.loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError("The page has no " + name, e);
    }
  }

  /** An object that its only constructor has made. */
  Object made(String name, Object... arguments) {
    Constructor<?> constructor = type(name).getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    try {
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(constructor.toString(), e);
    }
  }

  /** What a static method returns. */
  Object run(String name, String method, Object... arguments) {
    Method found = Arrays.stream(type(name).getDeclaredMethods())
        .filter(one -> one.getName().equals(method) && Modifier.isStatic(one.getModifiers()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " has no " + method));
    return call(found, null, arguments);
  }

  /** What a method of an object returns. */
  Object ask(Object object, String method) {
    try {
      return call(object.getClass().getDeclaredMethod(method), object);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(object + " has no " + method, e);
    }
  }

  /** Runs all tests of a specification, each on an object of its own, and returns how many there are. */
  int runTests(String specification) {
    List<Method> tests = Arrays.stream(type(specification).getDeclaredMethods())
        .filter(one -> !one.isSynthetic() && one.getParameterCount() == 0)
        .toList();
    tests.forEach(test -> call(test, made(specification)));
    return tests.size();
  }

  private static Object call(Method method, @Nullable Object object, Object... arguments) {
    method.setAccessible(true);
    try {
      return method.invoke(object, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(method + " fails", e.getCause());
    } catch (IllegalAccessException e) {
      throw new LinkageError(method.toString(), e);
    }
  }

  @Override
  public void close() throws IOException {
    classes.close();
  }
}
