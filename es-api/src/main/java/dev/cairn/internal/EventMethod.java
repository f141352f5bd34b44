package dev.cairn.internal;

import dev.cairn.event.EventMetadata;
import dev.cairn.event.RecordedEvent;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pure method that takes an event, and the recorded event or its metadata if it wants. */
public final class EventMethod {

  private static final MethodType CALL =
      MethodType.methodType(Object.class, Object.class, Object.class, RecordedEvent.class);
  private static final MethodHandle METADATA = metadata();

  private final Method method;
  private final MethodHandle handle;
  private final List<Class<?>> events;

  private EventMethod(Method method, MethodHandle handle, List<Class<?>> events) {
    this.method = method;
    this.handle = handle;
    this.events = events;
  }

  private static MethodHandle metadata() {
    try {
      return MethodHandles.lookup()
          .findVirtual(RecordedEvent.class, "metadata", MethodType.methodType(EventMetadata.class));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("RecordedEvent has lost its metadata", e);
    }
  }

  /** Null, and a problem, if it takes something else. */
  public static @Nullable EventMethod read(Method method, List<String> problems) {
    Class<?>[] parameters = method.getParameterTypes();
    boolean fits = parameters.length == 1
        || (parameters.length == 2
            && (parameters[1] == RecordedEvent.class || parameters[1] == EventMetadata.class));
    if (!fits) {
      problems.add(Names.of(method)
          + " has the wrong parameters; it takes the event, and after it the RecordedEvent or the"
          + " EventMetadata if it wants");
      return null;
    }
    MethodHandle open = Handles.open(method, problems);
    MethodHandle withSelf = Modifier.isStatic(method.getModifiers())
        ? MethodHandles.dropArguments(open, 0, Object.class)
        : open;
    return new EventMethod(
        method,
        withRecorded(withSelf, parameters).asType(CALL),
        EventClasses.of(parameters[0], Names.of(method), problems));
  }

  private static MethodHandle withRecorded(MethodHandle handle, Class<?>[] parameters) {
    if (parameters.length == 1) {
      return MethodHandles.dropArguments(handle, 2, RecordedEvent.class);
    }
    return parameters[1] == EventMetadata.class
        ? MethodHandles.filterArguments(handle, 2, METADATA)
        : handle;
  }

  /** What its first parameter stands for. */
  public List<Class<?>> events() {
    return events;
  }

  public boolean isStatic() {
    return Modifier.isStatic(method.getModifiers());
  }

  public Method method() {
    return method;
  }

  /** Calls it; whatever it throws comes out as it is. */
  public @Nullable Object call(@Nullable Object self, Object payload, RecordedEvent event) {
    try {
      return (Object) handle.invokeExact(self, payload, event);
    } catch (Throwable thrown) {
      throw Handles.<RuntimeException>unchanged(thrown);
    }
  }
}
