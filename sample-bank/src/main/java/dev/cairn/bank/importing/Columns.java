package dev.cairn.bank.importing;

import java.util.ArrayList;
import java.util.List;

/** Takes a line apart at its semicolons; one between double quotes belongs to the text. */
final class Columns {

  /** Longer text than any column of the format has. */
  static final int LONGEST = 64;

  private final String line;
  private final List<String> columns = new ArrayList<>(10);
  private int at;

  private Columns(String line) {
    this.line = line;
  }

  static List<String> of(String line) throws MalformedRowException {
    Columns columns = new Columns(line);
    columns.readAll();
    return columns.columns;
  }

  private void readAll() throws MalformedRowException {
    do {
      String column = isAt('"') ? quoted() : plain();
      if (column.length() > LONGEST) {
        throw problem("is longer than " + LONGEST + " characters");
      }
      if (column.chars().anyMatch(Character::isISOControl)) {
        throw problem("has a control character");
      }
      columns.add(column);
    } while (at++ < line.length());
  }

  private boolean isAt(char character) {
    return at < line.length() && line.charAt(at) == character;
  }

  private String plain() throws MalformedRowException {
    int end = line.indexOf(';', at);
    String column = line.substring(at, end < 0 ? line.length() : end);
    if (column.indexOf('"') >= 0) {
      throw problem("has a quote within its text");
    }
    at += column.length();
    return column;
  }

  private String quoted() throws MalformedRowException {
    StringBuilder column = new StringBuilder();
    at++;
    while (true) {
      int quote = line.indexOf('"', at);
      if (quote < 0) {
        throw problem("has a quote that is never closed");
      }
      column.append(line, at, quote);
      at = quote + 1;
      if (!isAt('"')) {
        break;
      }
      column.append('"'); // two quotes within quotes are one
      at++;
    }
    if (at < line.length() && !isAt(';')) {
      throw problem("goes on after its closing quote");
    }
    return column.toString();
  }

  private MalformedRowException problem(String problem) {
    return new MalformedRowException("column " + (columns.size() + 1) + " " + problem);
  }
}
