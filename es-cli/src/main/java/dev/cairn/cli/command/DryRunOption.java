package dev.cairn.cli.command;

import picocli.CommandLine.Option;

/** For commands that change something. */
public final class DryRunOption {

  @Option(names = "--dry-run", description = "Say what would be done, and change nothing.")
  private boolean dryRun;

  public boolean isAsked() {
    return dryRun;
  }
}
