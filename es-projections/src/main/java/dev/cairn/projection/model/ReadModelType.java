package dev.cairn.projection.model;

import dev.cairn.event.RecordedEvent;
import dev.cairn.internal.EventKeys;
import dev.cairn.internal.Handles;
import dev.cairn.internal.KeyedHandler;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ReadModel} record as the framework sees it: its columns, and what events do to its rows.
 * Immutable and thread-safe.
 */
public final class ReadModelType<R> {

  private final Class<R> record;
  private final ReadModel annotation;
  private final RecordShape shape;
  private final List<Column> columns;
  private final MethodHandle key;
  /** Null if the key is a plain value. */
  private final @Nullable RecordShape keyShape;

  private final List<Column> keyColumns;
  private final Map<String, KeyedHandler> folds;
  private final boolean mayHoldEmpty;
  /** Whether every row is read as it was written. */
  private final boolean keepsAll;

  ReadModelType(
      Class<R> record,
      ReadModel annotation,
      RecordShape shape,
      MethodHandle key,
      @Nullable RecordShape keyShape,
      Map<String, KeyedHandler> folds) {
    this.record = record;
    this.annotation = annotation;
    this.shape = shape;
    this.columns = List.copyOf(shape.columns());
    this.key = key;
    this.keyShape = keyShape;
    this.keyColumns = columns.stream().filter(Column::key).toList();
    this.folds = Map.copyOf(folds);
    this.mayHoldEmpty = shape.mayHoldEmpty();
    this.keepsAll =
        !mayHoldEmpty && columns.stream().allMatch(column -> Kept.isAllOf(column.type()));
  }

  /**
   * Reads the annotations of a record.
   *
   * @throws ReadModelException if the record cannot work; it names every mistake
   */
  public static <R> ReadModelType<R> of(Class<R> record) {
    return new ReadModelReading<>(record).read();
  }

  public Class<R> record() {
    return record;
  }

  public String name() {
    return annotation.name();
  }

  public int version() {
    return annotation.version();
  }

  /** The table's name: the read model's, as SQL likes it. */
  public String tableName() {
    return name().replace('-', '_');
  }

  /** The script that makes the table; empty if the framework makes it. */
  public String script() {
    return annotation.script();
  }

  /** The names under which the events that it handles are stored. */
  public Set<String> eventTypes() {
    return folds.keySet();
  }

  /** Whether every event belongs to the row of its stream, so that streams can be folded side by side. */
  public boolean isByStream() {
    return folds.values().stream().allMatch(fold -> fold.keys() instanceof EventKeys.OfStream);
  }

  /**
   * The same number for all events that may change the same row or park one another, if this is {@link
   * #isByStream}. Streams of several categories may have the key of one row.
   */
  public int laneOf(RecordedEvent event) {
    try {
      return keysOf(event).hashCode();
    } catch (RuntimeException e) {
      return event.streamText().hashCode();
    }
  }

  /**
   * The keys of the rows to which a stored event belongs, as what it is today.
   *
   * @throws RuntimeException if that cannot be told
   */
  public Collection<Object> keysOf(RecordedEvent stored) {
    List<RecordedEvent> today = stored.upcast();
    if (today.size() == 1) {
      return keysOfOne(today.get(0));
    }
    Set<Object> keys = new LinkedHashSet<>();
    today.forEach(event -> keys.addAll(keysOfOne(event)));
    return keys;
  }

  private Collection<Object> keysOfOne(RecordedEvent event) {
    KeyedHandler fold = folds.get(event.type());
    Collection<Object> keys = fold == null ? List.of() : fold.keys().of(event);
    keys.forEach(this::requireKey);
    return keys;
  }

  /** A key that the database cannot hold would be met by every statement on its way. */
  private void requireKey(@Nullable Object rowKey) {
    if (rowKey == null) {
      throw new IllegalStateException("A key of the event is null");
    }
    if (keyShape == null) {
      requireKeyPart(rowKey);
      return;
    }
    for (Object part : keyShape.values(rowKey)) {
      requireKeyPart(part);
    }
  }

  private static void requireKeyPart(@Nullable Object part) {
    if (part == null || (part instanceof String text && !Kept.isText(text))) {
      throw new IllegalStateException(
          "The key of the event has a part that is null, or holds a NUL character or half a surrogate"
              + " pair, which PostgreSQL's text cannot");
    }
  }

  /**
   * The row after a stored event, as what it is today; null if there is none then.
   *
   * @param row before it; null if there is none
   * @throws RuntimeException if the row's method does, or it returns the row of another key
   */
  public @Nullable R fold(@Nullable R row, Object rowKey, RecordedEvent stored) {
    List<RecordedEvent> today = stored.upcast();
    if (today.size() == 1) {
      return foldOne(row, rowKey, today.get(0));
    }
    @Nullable R after = row;
    for (RecordedEvent event : today) {
      if (keysOfOne(event).contains(rowKey)) {
        after = foldOne(after, rowKey, event);
      }
    }
    return after;
  }

  private @Nullable R foldOne(@Nullable R row, Object rowKey, RecordedEvent event) {
    KeyedHandler fold = folds.get(event.type());
    if (fold == null) {
      return row;
    }
    R after = record.cast(fold.apply(row, event));
    if (after != null && !rowKey.equals(keyOf(after))) {
      throw new IllegalStateException("The event belongs to the key " + rowKey
          + ", and the row after it has the key " + keyOf(after));
    }
    return after == null || keepsAll ? after : kept(after);
  }

  /** Here it is known which event led to the row; where the row is written, it is not. */
  private R kept(R row) {
    @Nullable Object[] values = shape.values(row);
    boolean same = !mayHoldEmpty || !shape.holdsEmpty(row);
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null && !Kept.isAllOf(columns.get(i).type())) {
        values[i] = kept(columns.get(i), value);
        same &= value.equals(values[i]);
      }
    }
    return same ? row : row(values);
  }

  private static Object kept(Column column, Object value) {
    try {
      return Kept.of(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("The column '" + column.name() + "' " + e.getMessage(), e);
    }
  }

  /** The key of a row. */
  public Object keyOf(R row) {
    Object value = Handles.get(key, row);
    if (value == null) {
      throw new IllegalStateException("The key of the row is null");
    }
    return value;
  }

  /** A key as people and the record of parked events know it. */
  public String keyText(Object rowKey) {
    return keyTexts(rowKey).stream().map(String::valueOf).collect(Collectors.joining(":"));
  }

  /** What tells two definitions apart that call themselves the same version: names and types of columns. */
  public String shape() {
    return columns.stream().map(Column::definition).collect(Collectors.joining(", "));
  }

  List<Column> columns() {
    return columns;
  }

  List<Column> keyColumns() {
    return keyColumns;
  }

  /** The values of the columns of a row. */
  @Nullable
  Object[] values(R row) {
    return shape.values(row);
  }

  R row(@Nullable Object[] values) {
    return record.cast(shape.record(values));
  }

  /** The texts of the columns of a key. */
  List<@Nullable String> keyTexts(Object rowKey) {
    return texts(
        keyColumns, keyShape == null ? new @Nullable Object[] {rowKey} : keyShape.values(rowKey));
  }

  static List<@Nullable String> texts(List<Column> columns, @Nullable Object[] values) {
    List<@Nullable String> texts = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      texts.add(columns.get(i).text(values[i]));
    }
    return texts;
  }
}
