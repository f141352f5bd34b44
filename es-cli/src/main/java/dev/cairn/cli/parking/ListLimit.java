package dev.cairn.cli.parking;

import dev.cairn.cli.command.FromOne;
import picocli.CommandLine.Option;

/** For lists of what is parked, which nobody reads to the end when they are long. */
public final class ListLimit {

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "1000",
      converter = FromOne.class,
      description = "At most N of each; ${DEFAULT-VALUE} unless given.")
  private long limit = 1_000;

  public int value() {
    return (int) Math.min(limit, Integer.MAX_VALUE);
  }
}
