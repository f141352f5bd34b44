package dev.cairn.bank.show;

import dev.cairn.cli.command.FromOne;
import picocli.CommandLine.Option;

/** Says how many lines to show. */
final class LimitOption {

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      converter = FromOne.class,
      defaultValue = "20",
      description = "Show N lines at most; ${DEFAULT-VALUE} unless given.")
  private long lines = 20;

  long lines() {
    return lines;
  }
}
