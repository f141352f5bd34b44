package dev.cairn.process;

import dev.cairn.codec.JsonForm;
import dev.cairn.internal.AnnotatedMethods;
import dev.cairn.internal.Handles;
import dev.cairn.internal.KeyText;
import dev.cairn.internal.KeyedHandler;
import dev.cairn.internal.KeyedHandlers;
import dev.cairn.internal.Names;
import dev.cairn.internal.ReaderNames;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the annotations of one process, and collects every mistake. Used once. */
final class ProcessReading<P> {

  private final Class<P> type;
  private final List<String> problems = new ArrayList<>();

  ProcessReading(Class<P> type) {
    this.type = type;
  }

  ProcessModel<P> read() {
    Process annotation = type.getAnnotation(Process.class);
    if (annotation == null) {
      throw wrong(Names.of(type) + " has no @Process; give it a name");
    }
    if (!type.isRecord()) {
      throw wrong(Names.of(type)
          + " is not a record; a process is one, so that what it knows can be" + " kept");
    }
    ReaderNames.check(annotation.value(), 1, problems);
    RecordComponent key = KeyedHandlers.keyOf(type, problems).orElseThrow(this::wrong);
    problems.addAll(KeyText.of(key.getType()).problems());
    MethodHandle keyOf = Handles.getter(key.getAccessor(), problems);
    Map<String, KeyedHandler> handlers =
        KeyedHandlers.read(type, key.getType(), Step.class, problems);
    List<RefusalMethod> refusals = refusals();
    MethodHandle deadline = deadline();
    JsonForm<P> form = JsonForm.of(type, problems);
    if (!problems.isEmpty()) {
      throw wrong();
    }
    return new ProcessModel<>(type, annotation.value(), keyOf, handlers, refusals, deadline, form);
  }

  private ProcessModelException wrong(String problem) {
    problems.add(problem);
    return wrong();
  }

  private ProcessModelException wrong() {
    return new ProcessModelException(type, problems);
  }

  private List<RefusalMethod> refusals() {
    List<RefusalMethod> refusals = new ArrayList<>();
    for (Method method : AnnotatedMethods.in(type, OnRefusal.class)) {
      RefusalMethod reading = RefusalMethod.read(method, problems);
      if (reading == null) {
        continue;
      }
      for (RefusalMethod other : refusals) {
        if (other.commands() == reading.commands() && other.exceptions() == reading.exceptions()) {
          problems.add(Names.of(method) + " and " + Names.of(other.method())
              + " are both for the same refusals");
        }
      }
      refusals.add(reading);
    }
    return refusals;
  }

  private @Nullable MethodHandle deadline() {
    Collection<Method> methods = AnnotatedMethods.in(type, OnDeadline.class);
    MethodHandle deadline = null;
    for (Method method : methods) {
      if (Modifier.isStatic(method.getModifiers())
          || method.getParameterCount() > 0
          || method.getReturnType() != Step.class) {
        problems.add(
            Names.of(method) + " has @OnDeadline; it is an instance method that takes nothing"
                + " and returns a Step");
      } else {
        deadline = Handles.getter(method, problems);
      }
    }
    if (methods.size() > 1) {
      problems.add(Names.of(type) + " has " + methods.size()
          + " @OnDeadline methods; have one, and let it look at what the instance knows");
    }
    return deadline;
  }
}
