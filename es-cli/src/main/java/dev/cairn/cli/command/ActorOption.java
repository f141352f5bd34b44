package dev.cairn.cli.command;

import picocli.CommandLine.Option;

/** Says who decides, for the record. */
public final class ActorOption {

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who decides this, for the record; the user of this system unless given.")
  private String name = "";

  public String name() {
    return name;
  }
}
