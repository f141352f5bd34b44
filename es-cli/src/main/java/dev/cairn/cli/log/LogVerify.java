package dev.cairn.cli.log;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.LogCommand;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.progress.CountedProgress;
import dev.cairn.cli.progress.ProgressDisplay;
import dev.cairn.postgres.inspection.LogProblem;
import dev.cairn.postgres.inspection.LogVerification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code es log verify}. */
@Command(
    name = "verify",
    description = {
      "Looks at every event: positions rise, the versions of every stream are 1, 2, 3 and so on in the"
          + " order of the log, the trigger that keeps events immutable and the keys are in place, the"
          + " next position is higher than all, and the lives of the log make sense.",
      "It only reads, needs little memory, and may run while the log is in use. Ends with 1 if something"
          + " is wrong."
    },
    footer = {"%nExamples:", "  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --json"})
final class LogVerify extends LogCommand {

  @Mixin
  private JsonOption json = new JsonOption();

  LogVerify(LogAccess access) {
    super(access);
  }

  @Override
  protected int run(LogConnection log, Terminal terminal) {
    long head = log.store().head().value();
    // Each event twice; and a little more than there are, if positions have holes.
    CountedProgress progress = new CountedProgress("verifying", "rows", 2 * head);
    LogVerification verification = ProgressDisplay.during(
        progress, terminal.err(), () -> LogVerification.of(log.database(), progress::reached));
    if (json.isAsked()) {
      writeJson(verification, terminal);
    } else {
      write(verification, terminal);
    }
    return verification.isClean() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void write(LogVerification verification, Terminal terminal) {
    for (LogProblem problem : verification.problems()) {
      terminal.line("%-14s %s", problem.kind(), problem.detail());
    }
    long more = verification.found() - verification.problems().size();
    if (more > 0) {
      terminal.line("... and %,d more", more);
    }
    verification.notes().forEach(note -> terminal.line("not looked at  %s", note));
    terminal.line(
        "%,d events in %,d streams up to position %,d: %s",
        verification.count().events(),
        verification.count().streams(),
        verification.head().value(),
        verification.isClean()
            ? "nothing is wrong"
            : String.format("%d problems", verification.found()));
  }

  private static void writeJson(LogVerification verification, Terminal terminal) {
    try (JsonOutput out = terminal.json()) {
      out.begin()
          .put("head", verification.head().value())
          .put("events", verification.count().events())
          .put("streams", verification.count().streams())
          .put("found", verification.found())
          .beginArray("problems");
      for (LogProblem problem : verification.problems()) {
        out.begin().put("kind", problem.kind()).put("detail", problem.detail()).end();
      }
      out.endArray().beginArray("notes");
      verification.notes().forEach(out::add);
      out.endArray().end();
    }
  }
}
