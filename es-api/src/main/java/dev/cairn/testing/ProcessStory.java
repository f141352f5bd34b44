package dev.cairn.testing;

import dev.cairn.event.RecordedEvent;
import dev.cairn.process.ProcessModel;
import dev.cairn.process.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What happens to a process, and what it does about it. Goes on with every {@code when}. */
public final class ProcessStory<P> {

  private final ProcessModel<P> model;
  private final StoredForm stored;
  private final Map<String, Instance<P>> instances = new TreeMap<>();
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private List<Object> sent = new ArrayList<>();
  private String last = "nothing";

  /** An instance that is under way. */
  private record Instance<P>(P state, @Nullable Instant due) {}

  ProcessStory(ProcessModel<P> model, StoredForm stored) {
    this.model = model;
    this.stored = stored;
  }

  ProcessStory<P> after(Object... events) {
    for (Object event : events) {
      when(event);
    }
    sent = new ArrayList<>();
    return this;
  }

  /**
   * An event comes.
   *
   * @throws AssertionError if it cannot be stored or handled
   */
  public ProcessStory<P> when(Object event) {
    begin("The event " + event);
    RecordedEvent recorded = event instanceof ProcessFixture.InStream in
        ? stored.recorded(in.stream(), in.event(), now)
        : stored.recorded(StoredForm.SOME_STREAM, event, now);
    for (String key : keysOf(recorded)) {
      Instance<P> before = instances.get(key);
      twice(() -> model.react(before == null ? null : before.state, key, recorded))
          .ifPresent(step -> take(key, before, step));
    }
    return this;
  }

  private Iterable<String> keysOf(RecordedEvent event) {
    if (!model.eventTypes().contains(event.type())) {
      throw new AssertionError(last + " is none that the " + model + " reacts to");
    }
    try {
      return model.keysOf(event);
    } catch (RuntimeException e) {
      throw new AssertionError(last + " has no key: " + e.getMessage(), e);
    }
  }

  /**
   * A command that an instance has sent is refused.
   *
   * @param key the key of the instance
   * @throws AssertionError if there is no such instance, or it has no method for that
   */
  public ProcessStory<P> whenRefused(Object key, Object command, Exception refusal) {
    begin("That " + command + " was refused (" + refusal + ")");
    Instance<P> before = instance(key);
    Step<P> step = twice(() -> model.refused(before.state, command, refusal))
        .orElseThrow(() -> new AssertionError(last + " is nothing that the " + model
            + " has an @OnRefusal method for; it would be tried again"));
    take(model.keyText(key), before, step);
    return this;
  }

  /** Time passes, and whatever is due in it comes, in order. */
  public ProcessStory<P> whenTimePasses(Duration time) {
    begin("That " + time + " passed");
    Instant until = now.plus(time);
    Optional<String> next = nextDue(until);
    while (next.isPresent()) {
      Instance<P> due = instance(next.get());
      now = due.due == null ? now : due.due;
      Step<P> step = twice(() -> Optional.of(model.timeIsUp(due.state))).orElseThrow();
      take(next.get(), new Instance<>(due.state, null), step);
      next = nextDue(until);
    }
    now = until;
    return this;
  }

  private Optional<String> nextDue(Instant until) {
    return instances.entrySet().stream()
        .filter(entry -> !until.isBefore(dueOf(entry.getValue())))
        .min(Comparator.comparing(entry -> dueOf(entry.getValue())))
        .map(Map.Entry::getKey);
  }

  private static Instant dueOf(Instance<?> instance) {
    return Objects.requireNonNullElse(instance.due, Instant.MAX);
  }

  private void begin(String what) {
    last = what;
    sent = new ArrayList<>();
  }

  private Instance<P> instance(Object key) {
    Instance<P> instance = instances.get(model.keyText(key));
    if (instance == null) {
      throw new AssertionError("There is no instance of " + model + " with the key " + key
          + "; there are " + instances.keySet());
    }
    return instance;
  }

  private Optional<Step<P>> twice(Supplier<Optional<Step<P>>> method) {
    Optional<Step<P>> first = once(method);
    Optional<Step<P>> second = once(method);
    if (!first.map(Step::toString).equals(second.map(Step::toString))) {
      throw new AssertionError(
          "Asked twice, the process took different steps. Times, ids and random"
              + " values come with events.\n"
              + SideBySide.of(
                  "first", first.stream().toList(), "second", second.stream().toList()));
    }
    return first;
  }

  private Optional<Step<P>> once(Supplier<Optional<Step<P>>> method) {
    try {
      return method.get();
    } catch (RuntimeException e) {
      throw new AssertionError(last + " cannot be handled: " + e.getMessage(), e);
    }
  }

  private void take(String key, @Nullable Instance<P> before, Step<P> step) {
    sent.addAll(step.commands());
    Instant due =
        switch (step.deadline()) {
          case STAYS -> before == null ? null : before.due;
          case ENDS -> null;
          case IS_SET -> now.plus(step.within().orElseThrow());
        };
    step.next()
        .ifPresentOrElse(
            next -> instances.put(key, new Instance<>(kept(next), due)),
            () -> instances.remove(key));
  }

  /** As it comes back from its table. */
  private P kept(P state) {
    try {
      byte[] json = model.write(state);
      P back = model.read(json);
      if (!back.equals(state)) {
        throw new AssertionError("The instance is another one after storage.\n  before: " + state
            + "\n  stored: " + new String(json, StandardCharsets.UTF_8) + "\n  after:  " + back);
      }
      return back;
    } catch (IOException e) {
      throw new AssertionError("The instance " + state + " cannot be stored: " + e.getMessage(), e);
    }
  }

  /**
   * Exactly these commands followed, in this order.
   *
   * @throws AssertionError if others did
   */
  public ProcessStory<P> thenCommands(Object... expected) {
    List<Object> commands = Arrays.asList(expected);
    if (!commands.equals(sent)) {
      throw new AssertionError(last + " led to other commands than expected.\n"
          + SideBySide.of("expected", commands, "actual", sent));
    }
    return this;
  }

  /** No command followed. */
  public ProcessStory<P> thenNothing() {
    return thenCommands();
  }

  /**
   * The instance knows exactly this now.
   *
   * @throws AssertionError if it knows something else, or there is none with that key
   */
  public ProcessStory<P> thenState(P expected) {
    P actual = instance(expected).state;
    if (!actual.equals(expected)) {
      throw new AssertionError(last + " led to another state than expected.\n"
          + SideBySide.of("expected", List.of(expected), "actual", List.of(actual)));
    }
    return this;
  }

  /**
   * The instance hears from its deadline after that time, if nothing else happens.
   *
   * @throws AssertionError if it has none, or another one
   */
  public ProcessStory<P> thenDeadlineIn(Object key, Duration expected) {
    Instant due = instance(key).due;
    if (due == null || !due.equals(now.plus(expected))) {
      throw new AssertionError(last + " led to "
          + (due == null ? "no deadline" : "a deadline in " + Duration.between(now, due))
          + ", and not to one in " + expected);
    }
    return this;
  }

  /**
   * There is no instance with that key any more, or there was none.
   *
   * @throws AssertionError if there is one
   */
  public ProcessStory<P> thenEnded(Object key) {
    Instance<P> instance = instances.get(model.keyText(key));
    if (instance != null) {
      throw new AssertionError(last + " did not end the instance: " + instance.state);
    }
    return this;
  }
}
