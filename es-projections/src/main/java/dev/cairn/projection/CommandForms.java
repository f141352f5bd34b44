package dev.cairn.projection;

import dev.cairn.codec.JsonForm;
import dev.cairn.command.Commands;
import dev.cairn.event.EventMetadata;
import dev.cairn.internal.Names;
import dev.cairn.process.ProcessModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Commands as text, for the time between their sending and their carrying out. Thread-safe. */
final class CommandForms {

  private static final JsonForm<EventMetadata> METADATA =
      JsonForm.of(EventMetadata.class, new ArrayList<>());

  private final Map<String, Class<?>> types;
  private final Map<Class<?>, String> names = new HashMap<>();
  private final Map<Class<?>, JsonForm<?>> forms = new ConcurrentHashMap<>();

  private CommandForms(Map<String, Class<?>> types) {
    this.types = types;
    types.forEach((name, type) -> names.put(type, name));
  }

  /**
   * The commands that some aggregate decides about, by their names without the package.
   *
   * @throws ProcessModelException if two have one name
   */
  static CommandForms of(Class<?> process, Commands commands) {
    Map<String, Class<?>> types = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    commands.types().stream().sorted(Comparator.comparing(Class::getName)).forEach(type -> {
      Class<?> other = types.putIfAbsent(Names.of(type), type);
      if (other != null) {
        problems.add(other.getName() + " and " + type.getName() + " would both be kept as "
            + Names.of(type) + "; rename one");
      }
    });
    if (!problems.isEmpty()) {
      throw new ProcessModelException(process, problems);
    }
    return new CommandForms(types);
  }

  /**
   * The name under which a command is kept.
   *
   * @throws IllegalStateException if nobody would carry it out
   */
  String nameOf(Object command) {
    String name = names.get(command.getClass());
    if (name == null) {
      throw new IllegalStateException("No aggregate decides about " + Names.of(command.getClass())
          + "; give the process the Commands of the one that does");
    }
    return name;
  }

  /** The command as text. */
  String write(Object command) {
    try {
      return new String(write(form(command.getClass()), command), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(
          "The command " + command + " cannot be kept: " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("unchecked") // a form is kept with its class
  private static <T> byte[] write(JsonForm<T> form, Object command) throws IOException {
    return form.write((T) command);
  }

  /**
   * The command that was kept.
   *
   * @throws IllegalStateException if it is of a class that there is not, or not of its form
   */
  Object read(String name, String json) {
    Class<?> type = types.get(name);
    if (type == null) {
      throw new IllegalStateException(
          "There is no command " + name + " any more; there are " + types.keySet());
    }
    try {
      return form(type).read(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(
          "The kept command is no " + name + " as it is now: " + e.getMessage(), e);
    }
  }

  /** What is known about a command, as text. */
  static String write(EventMetadata metadata) {
    try {
      return new String(METADATA.write(metadata), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("What is known about a command cannot be kept", e);
    }
  }

  static EventMetadata metadata(String json) {
    try {
      return METADATA.read(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("What was known about a command cannot be read", e);
    }
  }

  private JsonForm<?> form(Class<?> type) {
    return forms.computeIfAbsent(type, CommandForms::newForm);
  }

  private static JsonForm<?> newForm(Class<?> type) {
    List<String> problems = new ArrayList<>();
    JsonForm<?> form = JsonForm.of(type, problems);
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "Commands of " + Names.of(type) + " cannot be kept: " + String.join("; ", problems));
    }
    return form;
  }
}
