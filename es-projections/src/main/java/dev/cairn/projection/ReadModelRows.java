package dev.cairn.projection;

import dev.cairn.postgres.LogSchemaException;
import dev.cairn.projection.model.ReadModelTable;
import dev.cairn.projection.model.ReadModelType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a keyed read model, for the simple questions; its view is plain SQL for all others. Each call
 * sees the read model as it is at that moment. Thread-safe.
 */
public final class ReadModelRows<R> {

  private static final int PAGE = 1_000;

  private final Parts parts;
  private final ReadModelType<R> type;
  private final ReadModelTable<R> view;

  ReadModelRows(Parts parts, ReadModelType<R> type) {
    this.parts = parts;
    this.type = type;
    this.view = new ReadModelTable<>(type, parts.views().toString());
  }

  /** The name of the view, with its schema, for SQL. */
  public String view() {
    return view.name();
  }

  /** The row under a key. */
  public Optional<R> find(Object key) {
    return read(connection -> Optional.ofNullable(view.find(connection, key)));
  }

  /** The first rows in the order of their keys. */
  public List<R> first(int atMost) {
    return page(null, atMost);
  }

  /** The rows that follow a key, in order. */
  public List<R> after(Object key, int atMost) {
    return page(key, atMost);
  }

  private List<R> page(@Nullable Object after, int atMost) {
    return read(connection -> view.page(connection, after, atMost));
  }

  @FunctionalInterface
  private interface Question<T> {
    T answer(Connection connection) throws SQLException;
  }

  private <T> T read(Question<T> question) {
    try {
      return parts.database().inTransaction(handle -> {
        try {
          return question.answer(handle.getConnection());
        } catch (SQLException e) {
          throw new RefusedSqlException(e);
        }
      });
    } catch (LogSchemaException e) {
      if (parts.generations().find(type.name(), Generation.State.LIVE).isEmpty()) {
        throw UnknownProjectionException.without(
            type.name(), "not been built yet; start a runner, and wait for it");
      }
      throw e;
    }
  }

  /** All rows in the order of their keys, a thousand at a time. */
  public void forEach(Consumer<? super R> reader) {
    @Nullable Object last = null;
    List<R> page;
    do {
      page = page(last, PAGE);
      page.forEach(reader);
      last = page.isEmpty() ? last : type.keyOf(page.get(page.size() - 1));
    } while (page.size() == PAGE);
  }
}
