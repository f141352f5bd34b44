package dev.cairn.cli.command;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.cairn.CairnException;
import dev.cairn.InvalidInputException;
import dev.cairn.aggregate.AggregateModelException;
import dev.cairn.codec.InvalidEventTypesException;
import dev.cairn.command.InvalidAggregatesException;
import dev.cairn.outbox.RelayHaltedException;
import dev.cairn.outbox.RelayHaltedException.Reason;
import dev.cairn.outbox.settings.KafkaSettingsRefusedException;
import dev.cairn.postgres.parking.NotParkedException;
import dev.cairn.postgres.transfer.LogFileException;
import dev.cairn.postgres.transfer.LogImportBusyException;
import dev.cairn.postgres.transfer.LogNotEmptyException;
import dev.cairn.process.ProcessModelException;
import dev.cairn.projection.model.ReadModelException;
import dev.cairn.store.StreamNotFoundException;
import dev.cairn.store.WrongExpectedVersionException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Says in one line on standard error why a command failed, and chooses its exit code. Only a mistake in the
 * program comes with a stack trace.
 */
public final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {

  /** Everything is there, and what was asked for cannot be done. */
  private static final Set<Class<?>> NOT_POSSIBLE = Set.of(
      NotParkedException.class,
      WrongExpectedVersionException.class,
      StreamNotFoundException.class,
      LogFileException.class,
      LogNotEmptyException.class,
      LogImportBusyException.class);

  /** A sentence for each mistake, and all of them are needed. */
  private static final Set<Class<?>> LISTS = Set.of(
      AggregateModelException.class,
      InvalidAggregatesException.class,
      InvalidEventTypesException.class,
      ProcessModelException.class,
      ReadModelException.class);

  private final String program;
  private final List<Class<? extends Exception>> unavailable;

  /**
   * @param program what each line begins with
   */
  public FailureReport(String program) {
    this(program, List.of());
  }

  /**
   * @param unavailable further exceptions that mean that a server cannot be used
   */
  public FailureReport(String program, List<Class<? extends Exception>> unavailable) {
    this.program = program;
    this.unavailable = List.copyOf(unavailable);
  }

  /** Lets a command line, and the subcommands that it has by now, report failures like this. */
  public CommandLine applyTo(CommandLine commands) {
    return commands.setParameterExceptionHandler(this).setExecutionExceptionHandler(this);
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    say(command, firstLine(e));
    if (!command.getSubcommands().isEmpty()) {
      command.usage(command.getErr());
      return ExitCode.USAGE;
    }
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof OutputClosedException) {
      return ExitCode.OUTPUT_CLOSED;
    }
    if (e instanceof CommandFailedException failure) {
      say(command, String.valueOf(failure.getMessage()));
      return failure.exitCode();
    }
    if (e instanceof KafkaSettingsRefusedException) {
      // Several lines: every reason with its remedy.
      say(command, String.valueOf(e.getMessage()));
      return ExitCode.USAGE;
    }
    if (e instanceof PoolInitializationException && e.getCause() != null) {
      say(command, "the database cannot be used: " + firstLine(e.getCause()));
      return ExitCode.UNAVAILABLE;
    }
    if (e instanceof KafkaException) {
      say(command, "Kafka cannot be used: " + firstLine(innermost(e)));
      return ExitCode.UNAVAILABLE;
    }
    if (e instanceof CairnException || unavailable.stream().anyMatch(type -> type.isInstance(e))) {
      say(command, LISTS.contains(e.getClass()) ? String.valueOf(e.getMessage()) : firstLine(e));
      return exitCode(e);
    }
    bug(e, command.getErr());
    return ExitCode.BUG;
  }

  private static int exitCode(Exception e) {
    if (e instanceof InvalidInputException) {
      return ExitCode.USAGE;
    }
    boolean running = e instanceof RelayHaltedException halted && halted.reason() == Reason.RUNNING;
    return running || NOT_POSSIBLE.contains(e.getClass()) ? ExitCode.FAILED : ExitCode.UNAVAILABLE;
  }

  private void bug(Exception e, PrintWriter err) {
    err.println(program + ": this is a bug, please report it");
    e.printStackTrace(err);
  }

  private void say(CommandLine command, String problem) {
    command.getErr().println(program + ": " + problem);
  }

  /** Kafka's clients wrap what went wrong in what they were doing. */
  private static Throwable innermost(Throwable e) {
    return e.getCause() == null ? e : innermost(e.getCause());
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }
}
