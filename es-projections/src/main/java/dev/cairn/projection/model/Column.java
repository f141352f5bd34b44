package dev.cairn.projection.model;

import org.jspecify.annotations.Nullable;

/** A column of a read model's table. */
record Column(String name, ColumnType type, boolean key, boolean nullable) {

  /** As SQL has it, whatever it is called. */
  String quoted() {
    return '"' + name + '"';
  }

  String definition() {
    return quoted() + " " + type.sql() + (nullable ? "" : " not null");
  }

  /** The text that PostgreSQL reads a value from. */
  @Nullable
  String text(@Nullable Object value) {
    return value == null ? null : type.text().apply(value);
  }
}
