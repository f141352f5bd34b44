package dev.cairn.aggregate;

import java.util.List;

/**
 * An aggregate without annotations: three pure functions. {@link DeciderModel} makes it known to
 * the framework.
 *
 * @param <C> its commands: a sealed type or one class
 * @param <S> its state
 * @param <E> its events: a sealed type or one class
 */
public interface Decider<C, S, E> {

  /** The state before the first event. */
  S initial();

  /** The events that the command leads to, in order; none if it changes nothing. */
  List<E> decide(C command, S state);

  /** The state after the event. Never throws and never validates. */
  S evolve(S state, E event);
}
