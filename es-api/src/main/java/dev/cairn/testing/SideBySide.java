package dev.cairn.testing;

import java.util.List;
import java.util.Objects;

/** Two lists as two columns, for people. Rows that differ are marked. */
final class SideBySide {

  private static final String NONE = "(none)";

  private SideBySide() {}

  static String of(String leftTitle, List<?> left, String rightTitle, List<?> right) {
    int rows = Math.max(1, Math.max(left.size(), right.size()));
    int width = leftTitle.length();
    for (int i = 0; i < rows; i++) {
      width = Math.max(width, cell(left, right, i).length());
    }
    StringBuilder text = new StringBuilder();
    row(text, "     ", leftTitle, width, rightTitle);
    for (int i = 0; i < rows; i++) {
      String mark = same(left, right, i) ? "  " : "! ";
      String start = String.format("%2d %s", i + 1, mark);
      row(text, start, cell(left, right, i), width, cell(right, left, i));
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String start, String left, int width, String right) {
    text.append(start)
        .append(left)
        .append(" ".repeat(width - left.length()))
        .append(" | ")
        .append(right)
        .append('\n');
  }

  private static boolean same(List<?> left, List<?> right, int row) {
    return row < left.size() && row < right.size() && Objects.equals(left.get(row), right.get(row));
  }

  /** The value in a row; with its class where the other side only looks the same. */
  private static String cell(List<?> column, List<?> other, int row) {
    if (row >= column.size()) {
      return NONE;
    }
    Object value = column.get(row);
    String text = String.valueOf(value);
    boolean alike = row < other.size()
        && text.equals(String.valueOf(other.get(row)))
        && !same(column, other, row);
    return alike && value != null ? text + " of " + value.getClass().getName() : text;
  }
}
