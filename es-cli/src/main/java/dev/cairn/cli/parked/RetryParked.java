package dev.cairn.cli.parked;

import dev.cairn.cli.command.ActorOption;
import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.parking.WaitingEvents;
import dev.cairn.postgres.parking.ParkedSequence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code es parked retry}. */
@Command(
    name = "retry",
    description = {
      "Asks the projection to handle what waits under a key, in order, up to the first event that fails"
          + " again.",
      "The process that runs it does so when it next looks; 'parked show' then says what became of it."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} balances 42",
      "  ${COMMAND-FULL-NAME} balances --all --by ann --dry-run"
    })
final class RetryParked extends ParkedCommand {

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "KEY",
      description = "What waits under these keys, as 'parked list' shows them.")
  private Set<String> keys = new LinkedHashSet<>();

  @Option(names = "--all", description = "All keys of the projection that wait.")
  private boolean all;

  @Mixin
  private ActorOption actor = new ActorOption();

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  RetryParked(ProjectionAccess access) {
    super(access);
  }

  @Override
  int run(WaitingEvents waiting, Terminal terminal) {
    if (keys.isEmpty() != all) {
      throw new CommandFailedException(ExitCode.USAGE, "say which keys, or --all of them");
    }
    List<ParkedSequence> sequences = all ? waiting.all() : waiting.of(keys);
    if (sequences.isEmpty()) {
      terminal.line("Nothing is parked.");
    }
    sequences.forEach(
        sequence -> waiting.retry(sequence, actor.name(), dryRun.isAsked(), terminal));
    return ExitCode.OK;
  }
}
