package dev.cairn.cli.doctor;

import dev.cairn.postgres.LogDatabase;

/** What there is beside the log. */
final class Catalog {

  private static final String HAS_TABLE = "select to_regclass(:name) is not null";

  private Catalog() {}

  static boolean hasTable(LogDatabase database, String table) {
    return database.inTransaction(handle -> handle
        .createQuery(HAS_TABLE)
        .bind("name", database.schema() + "." + table)
        .mapTo(Boolean.class)
        .one());
  }
}
