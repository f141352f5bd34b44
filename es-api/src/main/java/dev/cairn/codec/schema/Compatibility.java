package dev.cairn.codec.schema;

/** What a change of events has to leave readable, and for whom. */
public enum Compatibility {
  /** Today's code reads events in the form that was committed last. */
  BACKWARD(true, false, false),
  /** Code and consumers of the form that was committed last read the events of today. */
  FORWARD(false, true, false),
  /** Both. */
  FULL(true, true, false),
  /** Today's code reads events in every form that was ever committed: what a log needs. */
  BACKWARD_TRANSITIVE(true, false, true),
  /** Code and consumers of every form that was ever committed read the events of today. */
  FORWARD_TRANSITIVE(false, true, true),
  /** Both of these. */
  FULL_TRANSITIVE(true, true, true);

  private final boolean backward;
  private final boolean forward;
  private final boolean transitive;

  Compatibility(boolean backward, boolean forward, boolean transitive) {
    this.backward = backward;
    this.forward = forward;
    this.transitive = transitive;
  }

  /** Whether today's code has to read events of before. */
  public boolean isBackward() {
    return backward;
  }

  /** Whether code and consumers of before have to read today's events. */
  public boolean isForward() {
    return forward;
  }

  /** Whether all forms of before count, and not the last one only. */
  public boolean isTransitive() {
    return transitive;
  }
}
