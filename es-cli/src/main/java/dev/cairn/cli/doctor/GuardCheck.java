package dev.cairn.cli.doctor;

import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.inspection.LogGuards;
import dev.cairn.postgres.inspection.LogProblem;

/** Whether what guards the log is there: the trigger, the keys, the sequence. */
final class GuardCheck implements Check {

  @Override
  public String name() {
    return "guards";
  }

  @Override
  public void look(LogDatabase database, Findings findings) {
    LogGuards guards = LogGuards.of(database);
    if (guards.problems().isEmpty()) {
      findings.ok(
          "the trigger that keeps events immutable, the keys and the sequence are in place");
    }
    guards.problems().forEach(problem -> findings.bad(problem.detail(), remedy(problem.kind())));
    guards.notes().forEach(note -> findings.note(note, ""));
  }

  private static String remedy(LogProblem.Kind kind) {
    return switch (kind) {
      case NOT_IMMUTABLE ->
        "drop what there is of it and run R__1_refuse_change.sql as the owner of the schema; then 'log"
            + " verify', which says whether it was made use of";
      case KEYS -> "'log verify' first; then make the constraint again, as V1__log.sql does";
      case SEQUENCE -> "as it says, before anything is appended";
      default -> "'log verify' says more";
    };
  }
}
