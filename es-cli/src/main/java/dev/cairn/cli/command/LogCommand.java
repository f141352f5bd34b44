package dev.cairn.cli.command;

/** A command that works on the log and the tables beside it. */
public abstract class LogCommand extends OperatorCommand<LogAccess> {

  protected LogCommand(LogAccess access) {
    super(access);
  }

  /** Does it, and returns an {@link ExitCode}. */
  protected abstract int run(LogConnection log, Terminal terminal);

  @Override
  protected final int run(LogAccess access, Terminal terminal) {
    try (LogConnection log = access.open()) {
      return run(log, terminal);
    }
  }
}
