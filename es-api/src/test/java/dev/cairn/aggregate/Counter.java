package dev.cairn.aggregate;

import dev.cairn.event.EventType;
import java.util.Collections;
import java.util.List;

/** An aggregate without annotations: counts up to a limit. */
public final class Counter implements Decider<Counter.Command, Long, Counter.Event> {

  public sealed interface Command {
    String counter();
  }

  public record Raise(String counter, int times) implements Command {}

  public record Reset(String counter) implements Command {}

  public sealed interface Event {}

  @EventType("counter-raised")
  public record Raised(long by) implements Event {}

  @EventType("counter-reset")
  public record WasReset() implements Event {}

  public static DeciderModel<Long> model() {
    return DeciderModel.of("counter", new Counter(), Command.class, Command::counter, Event.class);
  }

  @Override
  public Long initial() {
    return 0L;
  }

  @Override
  public List<Event> decide(Command command, Long state) {
    if (command instanceof Raise raise) {
      return Collections.nCopies(raise.times(), new Raised(1));
    }
    return state == 0 ? List.of() : List.of(new WasReset());
  }

  @Override
  public Long evolve(Long state, Event event) {
    return event instanceof Raised raised ? state + raised.by() : 0L;
  }
}
