package dev.cairn.cli.command;

import picocli.CommandLine.Option;

/** For commands that read. */
public final class JsonOption {

  @Option(
      names = "--json",
      description =
          "Write JSON to standard output, and nothing else; docs/cli.md names the fields.")
  private boolean json;

  public boolean isAsked() {
    return json;
  }
}
