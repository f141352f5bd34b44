package dev.cairn.aggregate;

import dev.cairn.internal.AnnotatedMethods;
import dev.cairn.internal.Names;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads an annotated class, once, and collects every mistake on the way. */
final class ModelReader<S> {

  private final Class<S> aggregate;
  private final List<String> problems = new ArrayList<>();

  ModelReader(Class<S> aggregate) {
    this.aggregate = aggregate;
  }

  AggregateModel<S> read() {
    String category = category();
    Collection<Method> decideMethods = AnnotatedMethods.in(aggregate, Decide.class);
    Collection<Method> evolveMethods = AnnotatedMethods.in(aggregate, Evolve.class);
    if (decideMethods.isEmpty()) {
      problems.add(Names.of(aggregate) + " has no @Decide method; write one for each command");
    }
    if (evolveMethods.isEmpty()) {
      problems.add(Names.of(aggregate) + " has no @Evolve method; write one for each event");
    }
    Map<Class<?>, DecideMethod> decides = decides(decideMethods);
    Map<Class<?>, EvolveMethod> evolves = evolves(evolveMethods);
    new ModelChecks(aggregate, decides, evolves, problems).run();
    if (!problems.isEmpty()) {
      throw new AggregateModelException(aggregate, problems);
    }
    return new AggregateModel<>(aggregate, category, decides, evolves);
  }

  private String category() {
    Aggregate annotation = aggregate.getAnnotation(Aggregate.class);
    if (annotation == null) {
      problems.add(
          Names.of(aggregate) + " has no @Aggregate; give it one with the category of its streams");
      return "";
    }
    Categories.check(annotation.value(), problems);
    return annotation.value();
  }

  private Map<Class<?>, DecideMethod> decides(Collection<Method> methods) {
    Map<Class<?>, DecideMethod> byCommand = new LinkedHashMap<>();
    for (Method method : methods) {
      if (method.isAnnotationPresent(Evolve.class)) {
        problems.add(Names.of(method) + " has both @Decide and @Evolve; keep one");
      }
      DecideMethod decide = DecideMethod.read(method, problems);
      DecideMethod other = decide == null ? null : byCommand.putIfAbsent(decide.command(), decide);
      if (decide != null && other != null) {
        problems.add(twice(decide.command(), "@Decide", other.name(), decide.name())
            + (decide.creates() == other.creates()
                ? ""
                : ": static if the command creates the aggregate, an instance method if it needs"
                    + " one"));
      }
    }
    return byCommand;
  }

  private Map<Class<?>, EvolveMethod> evolves(Collection<Method> methods) {
    Map<Class<?>, EvolveMethod> byEvent = new LinkedHashMap<>();
    for (Method method : methods) {
      EvolveMethod evolve = EvolveMethod.read(method, aggregate, problems);
      EvolveMethod other = evolve == null ? null : byEvent.putIfAbsent(evolve.event(), evolve);
      if (evolve != null && other != null) {
        problems.add(twice(evolve.event(), "@Evolve", other.name(), evolve.name()));
      }
    }
    return byEvent;
  }

  private static String twice(Class<?> type, String annotation, String one, String other) {
    return Names.of(type) + " has two " + annotation + " methods, " + one + " and " + other
        + "; keep one";
  }
}
