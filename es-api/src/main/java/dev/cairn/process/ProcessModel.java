package dev.cairn.process;

import dev.cairn.codec.JsonForm;
import dev.cairn.event.RecordedEvent;
import dev.cairn.internal.Handles;
import dev.cairn.internal.KeyText;
import dev.cairn.internal.KeyedHandler;
import dev.cairn.internal.Names;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Process}, read and checked once at start-up. Immutable and thread-safe.
 *
 * @param <P> the annotated record
 */
public final class ProcessModel<P> {

  private final Class<P> type;
  private final String name;
  private final MethodHandle key;
  private final Map<String, KeyedHandler> handlers;
  private final List<RefusalMethod> refusals;
  private final @Nullable MethodHandle deadline;
  private final JsonForm<P> form;

  ProcessModel(
      Class<P> type,
      String name,
      MethodHandle key,
      Map<String, KeyedHandler> handlers,
      List<RefusalMethod> refusals,
      @Nullable MethodHandle deadline,
      JsonForm<P> form) {
    this.type = type;
    this.name = name;
    this.key = key;
    this.handlers = Map.copyOf(handlers);
    this.refusals = List.copyOf(refusals);
    this.deadline = deadline;
    this.form = form;
  }

  /**
   * Reads the annotations of a record.
   *
   * @throws ProcessModelException if it cannot work; it names every mistake
   */
  public static <P> ProcessModel<P> of(Class<P> type) {
    return new ProcessReading<>(type).read();
  }

  /** The annotated record. */
  public Class<P> type() {
    return type;
  }

  public String name() {
    return name;
  }

  /** The names under which the events that it reacts to are stored. */
  public Set<String> eventTypes() {
    return handlers.keySet();
  }

  /** The classes of those events. */
  public Set<Class<?>> events() {
    Set<Class<?>> events = new LinkedHashSet<>();
    handlers.values().forEach(handler -> events.add(handler.event()));
    return events;
  }

  /**
   * The keys of the instances that a stored event concerns as what it is today, as texts.
   *
   * @throws RuntimeException if that cannot be told
   */
  public Set<String> keysOf(RecordedEvent event) {
    Set<String> keys = new LinkedHashSet<>();
    for (RecordedEvent today : event.upcast()) {
      KeyedHandler handler = handlers.get(today.type());
      if (handler != null) {
        handler.keys().of(today).forEach(one -> keys.add(KeyText.keyOf(one)));
      }
    }
    return keys;
  }

  /** The key of an instance, or a value that can be one, as text. */
  public String keyText(Object instanceOrKey) {
    Object value = type.isInstance(instanceOrKey) ? Handles.get(key, instanceOrKey) : instanceOrKey;
    return KeyText.keyOf(Objects.requireNonNull(value, "the key of the process"));
  }

  /**
   * What follows from an event of today.
   *
   * @param instance null if there is none under the key
   * @return empty if the event is to be ignored
   * @throws RuntimeException if the method does, or the step is not one that can be taken
   */
  public Optional<Step<P>> react(@Nullable P instance, String keyText, RecordedEvent event) {
    KeyedHandler handler = handlers.get(event.type());
    Object step = handler == null ? null : handler.apply(instance, event);
    return step == null ? Optional.empty() : Optional.of(checked(step, keyText));
  }

  /**
   * What follows from a refusal.
   *
   * @return empty if no method is for it
   * @throws RuntimeException if the method does, or the step is not one that can be taken
   */
  public Optional<Step<P>> refused(P instance, Object command, Exception refusal) {
    RefusalMethod closest = null;
    for (RefusalMethod method : refusals) {
      if (method.fits(command, refusal) && (closest == null || method.isCloserThan(closest))) {
        closest = method;
      }
    }
    return closest == null
        ? Optional.empty()
        : Optional.of(checked(closest.call(instance, command, refusal), keyText(instance)));
  }

  /**
   * What follows when the time is up.
   *
   * @throws RuntimeException if the method does, or the step is not one that can be taken
   */
  public Step<P> timeIsUp(P instance) {
    return checked(
        Handles.get(Objects.requireNonNull(deadline, "the @OnDeadline method"), instance),
        keyText(instance));
  }

  private Step<P> checked(@Nullable Object returned, String keyText) {
    if (returned == null) {
      throw new IllegalStateException(
          "A method of " + Names.of(type) + " returned null; return a Step, such as Step.to(this)");
    }
    @SuppressWarnings("unchecked") // what it goes to is looked at
    Step<P> step = (Step<P>) returned;
    step.next()
        .map(type::cast)
        .map(this::keyText)
        .filter(next -> !next.equals(keyText))
        .ifPresent(next -> {
          throw new IllegalStateException(
              "The step of " + keyText + " leads to an instance with the key " + next);
        });
    if (step.within().isPresent() && deadline == null) {
      throw new IllegalStateException("The step has a deadline, and " + Names.of(type)
          + " has no @OnDeadline method to call then; write one");
    }
    return step;
  }

  /**
   * An instance as JSON.
   *
   * @throws IOException if Jackson cannot write it
   */
  public byte[] write(P instance) throws IOException {
    return form.write(instance);
  }

  /**
   * The instance with that JSON. Components that it does not have are null or zero.
   *
   * @throws IOException if it is not of such an instance
   */
  public P read(byte[] json) throws IOException {
    return form.read(json);
  }

  @Override
  public String toString() {
    return "process " + name + " (" + type.getName() + ")";
  }
}
