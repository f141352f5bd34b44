package dev.cairn.aggregate;

import dev.cairn.internal.AnnotatedMethods;
import dev.cairn.internal.Handles;
import dev.cairn.internal.KeyText;
import dev.cairn.internal.Names;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the key of the stream is read from commands of one class: its {@link AggregateId}. */
record CommandKey(MethodHandle getter, KeyText text) {

  static @Nullable CommandKey read(Class<?> command, List<String> problems) {
    Map<String, Method> marked = marked(command, problems);
    if (marked.isEmpty()) {
      problems.add(Names.of(command)
          + " has no @AggregateId; put it on the component that says which aggregate it is for");
      return null;
    }
    if (marked.size() > 1) {
      problems.add(Names.of(command) + " has " + marked.size() + " @AggregateId, "
          + String.join(", ", marked.keySet()) + "; keep one");
      return null;
    }
    Method method = marked.values().iterator().next();
    KeyText text = KeyText.of(mostSpecific(method, command).getReturnType());
    for (String problem : text.problems()) {
      problems.add(
          "The @AggregateId " + method.getName() + " of " + Names.of(command) + ": " + problem);
    }
    return new CommandKey(Handles.getter(method, problems), text);
  }

  private static Map<String, Method> marked(Class<?> command, List<String> problems) {
    Map<String, Method> marked = new LinkedHashMap<>();
    for (RecordComponent component : components(command)) {
      if (component.isAnnotationPresent(AggregateId.class)) {
        marked.put(component.getName(), component.getAccessor());
      }
    }
    for (Method method : AnnotatedMethods.in(command, AggregateId.class)) {
      if (method.getParameterCount() > 0 || Modifier.isStatic(method.getModifiers())) {
        problems.add(Names.of(method)
            + " has @AggregateId; it belongs on a component or on an instance method without"
            + " parameters");
      } else {
        // The compiler copies the annotation of a component to its accessor.
        marked.putIfAbsent(method.getName(), method);
      }
    }
    return marked;
  }

  private static List<RecordComponent> components(Class<?> command) {
    RecordComponent[] components = command.getRecordComponents();
    return components == null ? new ArrayList<>() : List.of(components);
  }

  /** An interface may declare {@code @AggregateId T id()}, and the command knows the type. */
  private static Method mostSpecific(Method method, Class<?> command) {
    try {
      return command.getMethod(method.getName());
    } catch (NoSuchMethodException e) {
      return method; // not public, so nothing in an interface
    }
  }

  String of(Object command) {
    return text.read(Handles.get(getter, command));
  }
}
