package dev.cairn.aggregate;

import dev.cairn.internal.Names;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The classes of the events that a {@link Decide} method declares to return. */
final class ReturnedEvents {

  private ReturnedEvents() {}

  static Set<Class<?>> of(Method method, List<String> problems) {
    Class<?> returned = method.getReturnType();
    if (returned == void.class || returned == Void.class) {
      return Set.of();
    }
    if (Set.class.isAssignableFrom(returned)) {
      problems.add(Names.of(method) + " returns a set, and events have an order; return a List");
      return Set.of();
    }
    Class<?> event = returned == Optional.class || Collection.class.isAssignableFrom(returned)
        ? elementOf(method.getGenericReturnType())
        : returned;
    if (event == Object.class) {
      problems.add(Names.of(method)
          + " does not say which events it returns; declare the event, or List<Event> of their sealed"
          + " type");
      return Set.of();
    }
    if (!event.isSealed() && !SealedTypes.isConcrete(event)) {
      problems.add(Names.of(method) + " returns " + Names.of(event)
          + ", which is neither an event class nor sealed; return nothing, one event, an Optional or"
          + " a List of events, and seal what they implement");
      return Set.of();
    }
    return SealedTypes.leaves(event);
  }

  private static Class<?> elementOf(Type container) {
    return container instanceof ParameterizedType generic
        ? erased(generic.getActualTypeArguments()[0])
        : Object.class;
  }

  private static Class<?> erased(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    if (type instanceof ParameterizedType generic) {
      return erased(generic.getRawType());
    }
    if (type instanceof WildcardType wildcard) {
      return erased(wildcard.getUpperBounds()[0]);
    }
    if (type instanceof TypeVariable<?> variable) {
      return erased(variable.getBounds()[0]);
    }
    return Object[].class; // a generic array, and no array is an event
  }
}
