package dev.cairn.process;

import dev.cairn.InvalidInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a process does about something: what it knows from then on, the commands that it sends, and by when
 * it wants to have heard more. All of it takes effect, or nothing. Immutable.
 *
 * <p>Commands are carried out in the order in which an instance has sent them, each exactly once; those of
 * different instances do not wait for each other.
 *
 * @param <P> the process
 */
public final class Step<P> {

  private final @Nullable P next;
  private final List<Object> commands;
  private final Deadline deadline;
  private final @Nullable Duration within;

  /** What happens to the deadline of the instance. */
  public enum Deadline {
    /** It has the one that it had, if any. */
    STAYS,
    /** It has none from now on. */
    ENDS,
    /** It gets another one instead. */
    IS_SET
  }

  private Step(
      @Nullable P next, List<Object> commands, Deadline deadline, @Nullable Duration within) {
    this.next = next;
    this.commands = List.copyOf(commands);
    this.deadline = deadline;
    this.within = within;
  }

  /** The instance goes on, and this is what it knows. */
  public static <P> Step<P> to(P next) {
    return new Step<>(Objects.requireNonNull(next), List.of(), Deadline.STAYS, null);
  }

  /** The instance is over and forgotten. What it has sent, and sends with this step, is still carried out. */
  public static <P> Step<P> end() {
    return new Step<>(null, List.of(), Deadline.ENDS, null);
  }

  /** And sends these commands, after those that the step sends already. */
  public Step<P> send(Object... more) {
    List<Object> all = new ArrayList<>(commands);
    all.addAll(List.of(more));
    return new Step<>(next, all, deadline, within);
  }

  /**
   * And the {@link OnDeadline} method is called if no other step comes that changes this: so much time after
   * the event was recorded, by the clock of the log. It may be called a second or so late, and later when
   * nothing runs; it survives every restart.
   *
   * @throws InvalidInputException if the time is not positive, or the instance ends with this step
   */
  public Step<P> within(Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new InvalidInputException(
          "deadline", "after " + time + " has passed already; give a positive time");
    }
    if (next == null) {
      throw new InvalidInputException("deadline", "of an instance that ends would never come");
    }
    return new Step<>(next, commands, Deadline.IS_SET, time);
  }

  /** And no deadline is left. */
  public Step<P> withoutDeadline() {
    return new Step<>(next, commands, Deadline.ENDS, null);
  }

  /** What the instance knows from then on; empty if it is over. */
  public Optional<P> next() {
    return Optional.ofNullable(next);
  }

  /** The commands, in order. */
  public List<Object> commands() {
    return commands;
  }

  /** What happens to the deadline. */
  public Deadline deadline() {
    return deadline;
  }

  /** How long the new deadline is away; empty if none is set. */
  public Optional<Duration> within() {
    return Optional.ofNullable(within);
  }

  @Override
  public String toString() {
    return "Step[" + (next == null ? "end" : "to " + next) + ", sends " + commands
        + (within == null ? "" : ", within " + within) + "]";
  }
}
