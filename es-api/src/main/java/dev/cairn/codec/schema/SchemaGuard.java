package dev.cairn.codec.schema;

import dev.cairn.codec.EventTypes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the events in the code with the committed files. In a test:
 *
 * <pre>{@code
 * EventSchemas.of(codec).in(Path.of("events")).assertCompatible();
 * }</pre>
 *
 * <p>Without another mode it is {@link Compatibility#BACKWARD_TRANSITIVE}: the code reads the whole log.
 * Immutable; the files are read each time.
 */
public final class SchemaGuard {

  private final EventSchemas code;
  private final Path directory;
  private final Compatibility mode;
  private final Map<String, Compatibility> modes;
  private final @Nullable Set<String> only;

  private SchemaGuard(
      EventSchemas code,
      Path directory,
      Compatibility mode,
      Map<String, Compatibility> modes,
      @Nullable Set<String> only) {
    this.code = code;
    this.directory = directory;
    this.mode = mode;
    this.modes = modes;
    this.only = only;
  }

  SchemaGuard(EventSchemas code, Path directory) {
    this(code, directory, Compatibility.BACKWARD_TRANSITIVE, Map.of(), null);
  }

  /** The same under another mode. */
  public SchemaGuard under(Compatibility other) {
    return new SchemaGuard(code, directory, other, modes, only);
  }

  /** The same, with another mode for one type. */
  public SchemaGuard under(String type, Compatibility other) {
    Map<String, Compatibility> all = new HashMap<>(modes);
    all.put(type, other);
    return new SchemaGuard(code, directory, mode, Map.copyOf(all), only);
  }

  /** The same, which looks at these types only. */
  public SchemaGuard of(String... types) {
    return new SchemaGuard(code, directory, mode, modes, Set.of(types));
  }

  /**
   * Every change that breaks somebody under the mode of its type; empty if there is none.
   *
   * @throws EventSchemaException if the files cannot be read
   */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    SchemaFiles.read(directory).histories().forEach((type, history) -> {
      if (isAsked(type)) {
        Compatibility chosen = modes.getOrDefault(type, mode);
        TypeCheck check = new TypeCheck(code, type, findings::add);
        List<EventSchema> forms =
            chosen.isTransitive() ? history : history.subList(history.size() - 1, history.size());
        forms.forEach(form -> check.compareWith(form, chosen));
      }
    });
    return findings.stream().distinct().toList();
  }

  /** A type is also asked for by the name that it has today. */
  private boolean isAsked(String committed) {
    EventTypes types = code.types();
    return only == null || only.contains(committed) || only.contains(types.currentName(committed));
  }

  /**
   * Types whose form in the code is not the one that was committed last, or that were never committed.
   *
   * @throws EventSchemaException if the files cannot be read
   */
  public List<String> uncommitted() {
    SchemaFiles files = SchemaFiles.readOrBegin(directory);
    return code.all().stream()
        .filter(it -> isAsked(it.type()) && !files.hasAsLast(it))
        .map(EventSchema::type)
        .toList();
  }

  /**
   * Does nothing if there are no findings.
   *
   * @throws IncompatibleEventsException if there are
   * @throws EventSchemaException if the files cannot be read
   */
  public void assertCompatible() {
    List<Finding> findings = findings();
    if (!findings.isEmpty()) {
      throw new IncompatibleEventsException(directory, findings);
    }
  }

  /**
   * As {@link #assertCompatible}, and every form of today has to be among the files: so none is forgotten that
   * later changes have to be compared with.
   *
   * @throws UncommittedSchemasException if one is not
   */
  public void assertCommitted() {
    assertCompatible();
    List<String> uncommitted = uncommitted();
    if (!uncommitted.isEmpty()) {
      throw new UncommittedSchemasException(directory, uncommitted);
    }
  }

  /**
   * Writes the forms of today that are not among the files yet; those of before stay. It does not ask whether
   * they are compatible.
   *
   * @return the types that are new or have changed
   * @throws EventSchemaException if the files cannot be read or written
   */
  public List<String> export() {
    return export(false);
  }

  /**
   * As {@link #export()}, instead of the last form of the same revision: for forms that never were in use.
   */
  public List<String> replace() {
    return export(true);
  }

  private List<String> export(boolean replacing) {
    SchemaFiles files = SchemaFiles.readOrBegin(directory);
    List<String> changed = new ArrayList<>();
    for (EventSchema schema : code.all()) {
      if (isAsked(schema.type()) && !files.hasAsLast(schema)) {
        files.add(schema, replacing);
        changed.add(schema.type());
      }
    }
    files.write();
    return changed;
  }
}
