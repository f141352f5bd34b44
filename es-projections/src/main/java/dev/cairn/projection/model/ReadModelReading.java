package dev.cairn.projection.model;

import dev.cairn.internal.Handles;
import dev.cairn.internal.KeyedHandler;
import dev.cairn.internal.KeyedHandlers;
import dev.cairn.internal.Names;
import dev.cairn.internal.ReaderNames;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the annotations of one read model, and collects every mistake. Used once. */
final class ReadModelReading<R> {

  private static final int MAX_IDENTIFIER = 63;
  /** Every table of PostgreSQL has these already. */
  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

  private final Class<R> record;
  private final List<String> problems = new ArrayList<>();

  ReadModelReading(Class<R> record) {
    this.record = record;
  }

  ReadModelType<R> read() {
    ReadModel annotation = record.getAnnotation(ReadModel.class);
    if (annotation == null) {
      throw wrong(Names.of(record) + " has no @ReadModel; give it a name and a version");
    }
    ReaderNames.check(annotation.name(), annotation.version(), problems);
    if (!record.isRecord()) {
      throw wrong(Names.of(record) + " is not a record; a read model is one, so that its components"
          + " can be columns");
    }
    RecordComponent keyComponent = KeyedHandlers.keyOf(record, problems).orElseThrow(this::wrong);
    checkScript(annotation.script());
    RecordShape shape = RecordShape.of(record, problems);
    checkColumns(shape);
    MethodHandle key = Handles.getter(keyComponent.getAccessor(), problems);
    Map<String, KeyedHandler> folds =
        KeyedHandlers.read(record, keyComponent.getType(), record, problems);
    if (!problems.isEmpty()) {
      throw new ReadModelException("The read model " + record.getName(), problems);
    }
    return new ReadModelType<>(record, annotation, shape, key, shape.nested(keyComponent), folds);
  }

  private ReadModelException wrong(String problem) {
    problems.add(problem);
    return wrong();
  }

  private ReadModelException wrong() {
    return new ReadModelException("The read model " + record.getName(), problems);
  }

  private void checkScript(String script) {
    if (!script.isEmpty() && record.getResource(script) == null) {
      problems.add(
          "There is no script '" + script + "' beside " + record.getName() + " on the class path");
    }
  }

  private void checkColumns(RecordShape shape) {
    Set<String> names = new HashSet<>();
    for (Column column : shape.columns()) {
      if (!names.add(column.name())) {
        problems.add(
            Names.of(record) + " has two columns '" + column.name() + "'; rename a component");
      }
      if (column.name().length() > MAX_IDENTIFIER
          || column.name().indexOf('"') >= 0
          || SYSTEM_COLUMNS.contains(column.name())) {
        problems.add("The column '" + column.name() + "' of " + Names.of(record)
            + " has a name that PostgreSQL does not take; make it at most " + MAX_IDENTIFIER
            + " characters, and none of " + String.join(", ", new TreeSet<>(SYSTEM_COLUMNS)));
      }
    }
  }
}
