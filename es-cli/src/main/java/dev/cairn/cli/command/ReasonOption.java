package dev.cairn.cli.command;

import picocli.CommandLine.Option;

/** For decisions that others will ask about. */
public final class ReasonOption {

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for the record.")
  private String reason = "";

  public String value() {
    return reason;
  }
}
