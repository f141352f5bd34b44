package dev.cairn.command;

import dev.cairn.aggregate.AggregateDefinition;
import dev.cairn.aggregate.AggregateModel;
import dev.cairn.aggregate.AggregateModelException;
import dev.cairn.aggregate.UnknownCommandException;
import dev.cairn.event.EventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which aggregate decides about which commands. Immutable. */
final class Registry {

  private final Map<Class<?>, AggregateDefinition<?>> byCommand;
  private final Map<Class<?>, AggregateModel<?>> byClass;

  private Registry(List<AggregateDefinition<?>> definitions) {
    byCommand = new HashMap<>();
    byClass = new HashMap<>();
    for (AggregateDefinition<?> definition : definitions) {
      definition.commands().forEach(command -> byCommand.put(command, definition));
      if (definition instanceof AggregateModel<?> model) {
        byClass.put(model.aggregate(), model);
      }
    }
  }

  /** Reads the classes. What is wrong with several is reported together. */
  static Registry ofClasses(Class<?>... aggregates) {
    List<AggregateDefinition<?>> definitions = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Class<?> aggregate : aggregates) {
      try {
        definitions.add(AggregateModel.of(aggregate));
      } catch (AggregateModelException e) {
        e.problems().forEach(problem -> problems.add(aggregate.getName() + ": " + problem));
      }
    }
    return checked(definitions, problems);
  }

  static Registry of(AggregateDefinition<?>... definitions) {
    return checked(Arrays.asList(definitions), new ArrayList<>());
  }

  private static Registry checked(List<AggregateDefinition<?>> definitions, List<String> problems) {
    Map<Object, AggregateDefinition<?>> categories = new LinkedHashMap<>();
    Map<Object, AggregateDefinition<?>> commands = new LinkedHashMap<>();
    Map<String, Class<?>> names = new LinkedHashMap<>();
    for (AggregateDefinition<?> definition : definitions) {
      claim(categories, definition.category(), definition, "the category ", problems);
      for (Class<?> command : inOrder(definition.commands())) {
        claim(commands, command, definition, "commands of ", problems);
      }
      for (Class<?> event : inOrder(definition.events())) {
        name(names, event, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidAggregatesException(problems);
    }
    return new Registry(definitions);
  }

  private static void claim(
      Map<Object, AggregateDefinition<?>> owners,
      Object claimed,
      AggregateDefinition<?> definition,
      String what,
      List<String> problems) {
    AggregateDefinition<?> owner = owners.putIfAbsent(claimed, definition);
    if (owner != null) {
      String name = claimed instanceof Class<?> type ? type.getName() : "\"" + claimed + "\"";
      problems.add("The " + owner + " and the " + definition + " both claim " + what + name
          + "; it belongs to one aggregate");
    }
  }

  private static void name(Map<String, Class<?>> names, Class<?> event, List<String> problems) {
    EventType type = event.getAnnotation(EventType.class);
    Class<?> other = type == null ? null : names.putIfAbsent(type.value(), event);
    if (type != null && other != null && other != event) {
      problems.add(other.getName() + " and " + event.getName() + " are both stored as \""
          + type.value() + "\"; give each its own @EventType");
    }
  }

  /** So that the list of mistakes does not change from run to run. */
  private static List<Class<?>> inOrder(Set<Class<?>> classes) {
    List<Class<?>> sorted = new ArrayList<>(classes);
    sorted.sort(Comparator.comparing(Class::getName));
    return sorted;
  }

  Set<Class<?>> commands() {
    return Set.copyOf(byCommand.keySet());
  }

  AggregateDefinition<?> decidingAbout(Object command) {
    AggregateDefinition<?> definition = byCommand.get(command.getClass());
    if (definition == null) {
      throw new UnknownCommandException(command.getClass(), byCommand.keySet());
    }
    return definition;
  }

  @SuppressWarnings("unchecked") // a class is kept with its own model
  <S> AggregateDefinition<S> modelOf(Class<S> aggregate) {
    AggregateModel<?> model = byClass.get(aggregate);
    if (model == null) {
      throw new UnknownAggregateException(aggregate, byClass.keySet());
    }
    return (AggregateDefinition<S>) model;
  }
}
