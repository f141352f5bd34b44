package dev.cairn.cli.doctor;

import dev.cairn.postgres.LogDatabase;

/** What there is beside the log. */
final class Catalog {

  private static final String HAS_TABLE = "select to_regclass(:name) is not null";

  private static final String MAY_READ = "select has_table_privilege(:name, 'select')";

  private Catalog() {}

  static boolean hasTable(LogDatabase database, String table) {
    return ask(HAS_TABLE, database, table);
  }

  /** Whether the current role may; of a table or view that is there. */
  static boolean mayRead(LogDatabase database, String table) {
    return ask(MAY_READ, database, table);
  }

  private static boolean ask(String question, LogDatabase database, String table) {
    return database.inTransaction(handle -> handle
        .createQuery(question)
        .bind("name", database.schema() + "." + table)
        .mapTo(Boolean.class)
        .one());
  }
}
