package dev.cairn.cli.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that works on what the application's options lead to.
 *
 * @param <A> how that is found
 */
public abstract class OperatorCommand<A> implements Callable<Integer> {

  private final A access;

  @Spec
  private @Nullable CommandSpec spec;

  protected OperatorCommand(A access) {
    this.access = access;
  }

  final A access() {
    return access;
  }

  /** Does it, and returns an {@link ExitCode}. */
  protected abstract int run(A access, Terminal terminal);

  @Override
  public final Integer call() {
    Terminal terminal = new Terminal(Objects.requireNonNull(spec).commandLine());
    return run(access, terminal);
  }
}
