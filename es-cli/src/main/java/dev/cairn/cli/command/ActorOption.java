package dev.cairn.cli.command;

import picocli.CommandLine.Option;

/** For commands whose record says who gave them. */
public final class ActorOption {

  @Option(
      names = "--actor",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who does this, for the record; you, unless given.")
  private String actor = "";

  public String value() {
    return actor;
  }
}
