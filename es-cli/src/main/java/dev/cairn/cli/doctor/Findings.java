package dev.cairn.cli.doctor;

import dev.cairn.cli.doctor.Finding.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one check after the other has found. */
final class Findings {

  private final List<Finding> all = new ArrayList<>();
  private String check = "";

  /** What comes now is from that check. */
  void begin(String name) {
    check = name;
  }

  void ok(String what, Object... values) {
    add(Level.OK, String.format(Locale.ROOT, what, values), "");
  }

  void note(String what, String remedy) {
    add(Level.NOTE, what, remedy);
  }

  void bad(String what, String remedy) {
    add(Level.BAD, what, remedy);
  }

  private void add(Level level, String what, String remedy) {
    all.add(new Finding(check, level, what, remedy));
  }

  List<Finding> all() {
    return all;
  }

  long count(Level level) {
    return all.stream().filter(finding -> finding.level() == level).count();
  }
}
