package dev.cairn.postgres.inspection;

import dev.cairn.postgres.inspection.LogProblem.Kind;
import java.util.ArrayList;
import java.util.List;

/** Collects problems, of which there may be as many as there are events. */
final class Problems {

  private static final int KEPT = 1_000;

  private final List<LogProblem> first = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long found;

  void add(Kind kind, String detail) {
    found++;
    if (first.size() < KEPT) {
      first.add(new LogProblem(kind, detail));
    }
  }

  void note(String what) {
    notes.add(what);
  }

  long found() {
    return found;
  }

  List<LogProblem> first() {
    return List.copyOf(first);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }
}
