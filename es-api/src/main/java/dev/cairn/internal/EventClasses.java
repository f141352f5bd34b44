package dev.cairn.internal;

import dev.cairn.event.EventType;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** The classes of events that a method's parameter stands for, by the names under which they are stored. */
public final class EventClasses {

  private EventClasses() {}

  /** The class itself, or all that a sealed type permits; what cannot be an event is a problem. */
  public static List<Class<?>> of(Class<?> parameter, String method, List<String> problems) {
    List<Class<?>> events = new ArrayList<>();
    collect(parameter, method, events, problems);
    return events;
  }

  private static void collect(
      Class<?> type, String method, List<Class<?>> events, List<String> problems) {
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        collect(permitted, method, events, problems);
      }
    }
    if (Modifier.isAbstract(type.getModifiers()) || type.isPrimitive()) {
      if (!type.isSealed()) {
        problems.add(method + " takes " + Names.of(type)
            + " first, which is not a class of events; take an event, or a sealed type of events");
      }
      return;
    }
    if (type.isAnnotationPresent(EventType.class)) {
      events.add(type);
    } else if (!type.isSealed()) {
      problems.add(method + " takes " + Names.of(type)
          + " first, which has no @EventType, so no event in the log is one");
    }
  }

  /** The name under which events of a class are stored. */
  public static String nameOf(Class<?> event) {
    return event.getAnnotation(EventType.class).value();
  }
}
