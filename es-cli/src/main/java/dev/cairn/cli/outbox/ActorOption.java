package dev.cairn.cli.outbox;

import picocli.CommandLine.Option;

/** Says who decides, for the record. */
final class ActorOption {

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who decides this, for the record; the user of this system unless given.")
  private String name = "";

  String name() {
    return name;
  }
}
