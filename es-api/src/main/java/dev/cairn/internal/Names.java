package dev.cairn.internal;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** Classes and methods as people write them. */
public final class Names {

  private Names() {}

  /** The class without its package, as in {@code Account.Opened}. */
  public static String of(Class<?> type) {
    String name = type.getTypeName();
    String inPackage = name.substring(name.lastIndexOf('.') + 1);
    return inPackage.replace('$', '.');
  }

  /** The method with its parameters, as in {@code Account.withdraw(Withdraw)}. */
  public static String of(Method method) {
    return of(method.getDeclaringClass()) + "." + method.getName() + "("
        + Arrays.stream(method.getParameterTypes()).map(Names::of).collect(Collectors.joining(", "))
        + ")";
  }

  public static String of(Collection<Class<?>> types) {
    return types.stream().map(Names::of).sorted().collect(Collectors.joining(", "));
  }
}
