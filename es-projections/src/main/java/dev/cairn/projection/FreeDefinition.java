package dev.cairn.projection;

import dev.cairn.event.RecordedEvent;
import dev.cairn.handler.On;
import dev.cairn.internal.AnnotatedMethods;
import dev.cairn.internal.EventClasses;
import dev.cairn.internal.Names;
import dev.cairn.internal.ReaderNames;
import dev.cairn.projection.model.ReadModelException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** A projection with SQL of its own. */
record FreeDefinition(
    Object projection,
    FreeProjection annotation,
    TableScript script,
    Map<String, FreeMethod> methods)
    implements Definition {

  /**
   * Reads the annotations of an object's class.
   *
   * @throws ReadModelException if it cannot work; it names every mistake
   */
  static FreeDefinition of(Object projection) {
    Class<?> type = projection.getClass();
    String subject = "The free projection " + type.getName();
    FreeProjection annotation = type.getAnnotation(FreeProjection.class);
    if (annotation == null) {
      throw new ReadModelException(
          subject,
          List.of(
              Names.of(type) + " has no @FreeProjection; give it a name, a version and a script"));
    }
    List<String> problems = new ArrayList<>();
    ReaderNames.check(annotation.name(), annotation.version(), problems);
    if (!TableScript.exists(type, annotation.script())) {
      problems.add("There is no script '" + annotation.script() + "' beside " + type.getName()
          + " on the class path");
    }
    Map<String, FreeMethod> methods = methods(type, problems);
    if (methods.isEmpty() && problems.isEmpty()) {
      problems.add(
          Names.of(type) + " has no @On or @OnBatch method, so no event would ever reach it");
    }
    if (!problems.isEmpty()) {
      throw new ReadModelException(subject, problems);
    }
    return new FreeDefinition(
        projection, annotation, TableScript.of(type, annotation.script()), methods);
  }

  private static Map<String, FreeMethod> methods(Class<?> type, List<String> problems) {
    Map<String, FreeMethod> methods = new LinkedHashMap<>();
    for (Method method : AnnotatedMethods.in(type, On.class)) {
      FreeMethod reading = FreeMethod.read(method, false, problems);
      if (method.getParameterCount() > 0) {
        add(method, method.getParameterTypes()[0], reading, methods, problems);
      }
    }
    for (Method method : AnnotatedMethods.in(type, OnBatch.class)) {
      FreeMethod reading = FreeMethod.read(method, true, problems);
      if (method.getAnnotation(OnBatch.class).value().length == 0) {
        problems.add("@OnBatch names no event, so " + Names.of(method) + " would never be called");
      }
      for (Class<?> events : method.getAnnotation(OnBatch.class).value()) {
        add(method, events, reading, methods, problems);
      }
    }
    return methods;
  }

  private static void add(
      Method method,
      Class<?> events,
      FreeMethod reading,
      Map<String, FreeMethod> methods,
      List<String> problems) {
    for (Class<?> event : EventClasses.of(events, Names.of(method), problems)) {
      FreeMethod other = methods.putIfAbsent(EventClasses.nameOf(event), reading);
      if (other != null) {
        problems.add(Names.of(method) + " and another method both handle " + Names.of(event));
      }
    }
  }

  @Override
  public String name() {
    return annotation.name();
  }

  @Override
  public int version() {
    return annotation.version();
  }

  @Override
  public Set<String> eventTypes() {
    return methods.keySet();
  }

  @Override
  public String shape() {
    return script.text();
  }

  @Override
  public void create(Handle handle, String schema) {
    script.run(handle);
  }

  @Override
  public Work work(String schema, ParkedKeys parked) {
    return new FreeWork(this, parked);
  }

  @Override
  public Bulk bulk(GenerationFeed feed, long memory) {
    return new FreeBulk(feed, feed.parts().settings().pageSize());
  }

  @Override
  public Collection<String> parkingKeys(RecordedEvent event) {
    return List.of(event.streamText());
  }
}
