package dev.cairn.snapshot;

import dev.cairn.InvalidInputException;
import dev.cairn.aggregate.AggregateDefinition;
import dev.cairn.aggregate.AggregateModel;

/**
 * An aggregate of which snapshots are taken. There are none of an aggregate that is not named so.
 *
 * @param state the class of its states: a record, or a value of the JDK's such as {@code Long}; never one
 *     that changes, for a state that is remembered is handed to several threads
 * @param revision to be raised when the aggregate comes to other states from the same events, so that
 *     snapshots from before are not used. A change of the record's components is noticed without it
 * @param policy when they are taken
 */
public record Snapshotted<S>(
    AggregateDefinition<S> definition, Class<S> state, int revision, SnapshotPolicy policy) {

  /**
   * @throws InvalidInputException if the revision is less than one
   */
  public Snapshotted {
    if (revision < 1) {
      throw new InvalidInputException(
          "revision of snapshots", "is " + revision + "; it must be at least 1");
    }
  }

  /**
   * An annotated aggregate.
   *
   * @throws dev.cairn.aggregate.AggregateModelException if the class has mistakes
   */
  public static <S> Snapshotted<S> of(Class<S> aggregate, SnapshotPolicy policy) {
    return of(AggregateModel.of(aggregate), aggregate, policy);
  }

  /** An aggregate however it is defined. */
  public static <S> Snapshotted<S> of(
      AggregateDefinition<S> definition, Class<S> state, SnapshotPolicy policy) {
    return new Snapshotted<>(definition, state, 1, policy);
  }

  /** The same with another revision. */
  public Snapshotted<S> withRevision(int other) {
    return new Snapshotted<>(definition, state, other, policy);
  }
}
