package dev.cairn.aggregate;

import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the compiler knows about a closed family of classes. */
final class SealedTypes {

  private SealedTypes() {}

  /** What a sealed type permits in the end; of any other type the type itself. */
  static Set<Class<?>> leaves(Class<?> type) {
    Set<Class<?>> leaves = new LinkedHashSet<>();
    collectLeaves(type, leaves);
    return leaves;
  }

  private static void collectLeaves(Class<?> type, Set<Class<?>> leaves) {
    if (!type.isSealed()) {
      leaves.add(type);
      return;
    }
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      collectLeaves(permitted, leaves);
    }
  }

  /** Whether objects of exactly this class can exist, so that it can be looked up by class. */
  static boolean isConcrete(Class<?> type) {
    return !type.isPrimitive()
        && !type.isArray()
        && !type.isInterface()
        && !Modifier.isAbstract(type.getModifiers());
  }

  /**
   * The sealed types whose members belong to an aggregate because this one does: those it
   * implements itself, and those above that are nested in the aggregate. A sealed type further up
   * may well span several aggregates, as the root of all events of an application does.
   */
  static Set<Class<?>> familiesOf(Class<?> member, Class<?> aggregate) {
    Set<Class<?>> families = new LinkedHashSet<>();
    climb(member, aggregate, true, families);
    return families;
  }

  private static void climb(
      Class<?> type, Class<?> aggregate, boolean itself, Set<Class<?>> families) {
    climbTo(type.getSuperclass(), aggregate, itself, families);
    for (Class<?> parent : type.getInterfaces()) {
      climbTo(parent, aggregate, itself, families);
    }
  }

  private static void climbTo(
      @Nullable Class<?> parent, Class<?> aggregate, boolean direct, Set<Class<?>> families) {
    if (parent == null) {
      return;
    }
    if (parent.isSealed() && (direct || parent.getEnclosingClass() == aggregate)) {
      families.add(parent);
    }
    climb(parent, aggregate, false, families);
  }
}
