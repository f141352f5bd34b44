package dev.cairn.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A noun of the command line, with the commands that go with it. */
public final class CommandGroup {

  /** So that no example is broken. */
  private static final int WIDTH = 110;

  private final CommandSpec spec;

  private CommandGroup(CommandSpec spec) {
    this.spec = spec;
  }

  public static CommandGroup named(String name, String description) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().description(description).synopsisSubcommandLabel("COMMAND");
    return new CommandGroup(withHelp(spec));
  }

  /** Adds a command; the application's options are among its own. */
  public CommandGroup with(OperatorCommand<?> command) {
    CommandSpec leaf = withHelp(CommandSpec.forAnnotatedObject(command));
    leaf.addMixin("access", CommandSpec.forAnnotatedObjectLenient(command.access()));
    leaf.usageMessage().sortOptions(false).abbreviateSynopsis(true).width(WIDTH);
    spec.addSubcommand(leaf.name(), new CommandLine(leaf));
    return this;
  }

  /** Adds a group within this one. */
  public CommandGroup with(CommandGroup group) {
    spec.addSubcommand(group.spec.name(), group.commandLine());
    return this;
  }

  /** Lets the help say what the exit codes mean. */
  public CommandGroup withExitCodes() {
    spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.MEANINGS);
    return this;
  }

  public CommandLine commandLine() {
    return new CommandLine(spec);
  }

  private static CommandSpec withHelp(CommandSpec spec) {
    return spec.addOption(OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this help.")
        .build());
  }
}
