package dev.cairn.cli.command;

import picocli.CommandLine.Option;

/** For commands that write as much as there is. */
public final class LimitOption {

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      converter = FromOne.class,
      description = "At most N of them; all unless given.")
  private long limit = Long.MAX_VALUE;

  public long value() {
    return limit;
  }
}
