package dev.cairn.projection;

import dev.cairn.event.EventMetadata;
import dev.cairn.event.RecordedEvent;
import dev.cairn.internal.Handles;
import dev.cairn.internal.Names;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A method of a free projection, with what it wants to be given. */
final class FreeMethod {

  private final Method method;
  private final MethodHandle handle;
  private final List<Class<?>> parameters;
  private final boolean isBatch;

  private FreeMethod(Method method, MethodHandle handle, boolean isBatch) {
    this.method = method;
    this.handle = handle;
    this.parameters = List.of(method.getParameterTypes());
    this.isBatch = isBatch;
  }

  static FreeMethod read(Method method, boolean isBatch, List<String> problems) {
    Class<?>[] types = method.getParameterTypes();
    if (method.getReturnType() != void.class) {
      problems.add(
          Names.of(method) + " returns something; a method of a free projection returns nothing");
    }
    if (types.length == 0) {
      problems.add(Names.of(method) + " takes nothing; its first parameter is "
          + (isBatch ? "a List<RecordedEvent>" : "the event"));
    } else if (isBatch && !isListOfEvents(method.getGenericParameterTypes()[0])) {
      problems.add(
          Names.of(method) + " has @OnBatch; its first parameter is a List<RecordedEvent>");
    }
    for (int i = 1; i < types.length; i++) {
      boolean known = types[i] == Handle.class
          || types[i] == Replay.class
          || (!isBatch && (types[i] == RecordedEvent.class || types[i] == EventMetadata.class));
      if (!known) {
        problems.add(Names.of(method) + " takes a " + Names.of(types[i])
            + ", which it cannot be given; it can have "
            + (isBatch ? "" : "the RecordedEvent, its EventMetadata, ")
            + "the Handle and a Replay");
      }
    }
    MethodHandle open = Handles.open(method, problems);
    int width = open.type().parameterCount();
    return new FreeMethod(
        method,
        open.asSpreader(Object[].class, width)
            .asType(MethodType.methodType(void.class, Object[].class)),
        isBatch);
  }

  private static boolean isListOfEvents(Type type) {
    return type.getTypeName().equals("java.util.List<" + RecordedEvent.class.getName() + ">");
  }

  boolean isBatch() {
    return isBatch;
  }

  /** Calls it for one event. */
  void call(Object projection, RecordedEvent event, Handle database, Replay replay) {
    call(projection, event.payload(), event, database, replay);
  }

  /** Calls it for a batch. */
  void call(Object projection, List<RecordedEvent> events, Handle database, Replay replay) {
    call(projection, List.copyOf(events), null, database, replay);
  }

  private void call(
      Object projection,
      Object first,
      @Nullable RecordedEvent event,
      Handle database,
      Replay replay) {
    List<@Nullable Object> arguments = new ArrayList<>();
    if (!Modifier.isStatic(method.getModifiers())) {
      arguments.add(projection);
    }
    arguments.add(first);
    for (Class<?> type : parameters.subList(1, parameters.size())) {
      arguments.add(argument(type, event, database, replay));
    }
    try {
      handle.invokeExact(arguments.toArray());
    } catch (Throwable thrown) {
      throw Handles.<RuntimeException>unchanged(thrown);
    }
  }

  private static @Nullable Object argument(
      Class<?> type, @Nullable RecordedEvent event, Handle database, Replay replay) {
    if (type == Handle.class) {
      return database;
    }
    if (type == Replay.class) {
      return replay;
    }
    return event == null || type == RecordedEvent.class ? event : event.metadata();
  }
}
