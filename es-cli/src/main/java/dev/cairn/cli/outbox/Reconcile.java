package dev.cairn.cli.outbox;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.KafkaAccess;
import dev.cairn.cli.command.KafkaCommand;
import dev.cairn.cli.command.KafkaConnection;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.progress.CountedProgress;
import dev.cairn.cli.progress.ProgressDisplay;
import dev.cairn.outbox.reconciliation.Reconciliation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code es outbox reconcile}. */
@Command(
    name = "reconcile",
    description = {
      "Reads the log and Kafka from beginning to end, as any consumer of committed records would, and"
          + " compares them event by event.",
      "What a running relay has not published yet is missing, and so is what the retention of a topic has"
          + " deleted. Ends with 1 if anything differs."
    },
    footer = {"%nExamples:", "  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --json"})
final class Reconcile extends KafkaCommand {

  @Mixin
  private JsonOption json = new JsonOption();

  Reconcile(KafkaAccess access) {
    super(access);
  }

  @Override
  protected int run(LogConnection log, KafkaConnection kafka, Terminal terminal) {
    CountedProgress progress = new CountedProgress("reading", "events and records", 0);
    Reconciliation result = ProgressDisplay.during(
        progress,
        terminal.err(),
        () -> Reconciliation.of(log.store(), kafka.settings(), kafka.relay(), progress::reached));
    if (json.isAsked()) {
      writeJson(result, terminal);
    } else {
      write(result, terminal);
    }
    return result.isClean() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void write(Reconciliation result, Terminal terminal) {
    count(terminal, "events", result.events(), "that are to be in Kafka");
    count(terminal, "records", result.published(), "as a consumer of committed records sees them");
    count(terminal, "missing", result.missing(), "events without a record that says the same");
    count(terminal, "duplicates", result.duplicates(), "records beyond the first of their event");
    count(terminal, "out of order", result.outOfOrder(), "after a later event of their stream");
    count(terminal, "unexpected", result.unexpected(), "records without an event in the log");
    count(terminal, "parked", result.parked(), "events that wait for a decision");
    count(terminal, "discarded", result.discarded(), "events that somebody decided to leave out");
    count(terminal, "others", result.others(), "records that are no events of this log");
    count(
        terminal,
        "not compared",
        result.valuesNotCompared(),
        "values that are not JSON; only topic, key, id and version were compared");
  }

  private static void count(Terminal terminal, String what, long count, String meaning) {
    terminal.line("%-14s %,15d   %s", what, count, meaning);
  }

  private static void writeJson(Reconciliation result, Terminal terminal) {
    try (JsonOutput out = terminal.json()) {
      out.begin()
          .put("events", result.events())
          .put("published", result.published())
          .put("missing", result.missing())
          .put("duplicates", result.duplicates())
          .put("outOfOrder", result.outOfOrder())
          .put("unexpected", result.unexpected())
          .put("parked", result.parked())
          .put("discarded", result.discarded())
          .put("others", result.others())
          .put("valuesNotCompared", result.valuesNotCompared())
          .end();
    }
  }
}
