package dev.cairn.outbox;

import dev.cairn.CairnException;
import org.jspecify.annotations.Nullable;

/**
 * The relay has stopped because to go on could lose or repeat events, or cannot succeed; somebody has to
 * decide. Nothing was published after it stopped.
 */
public final class RelayHaltedException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String relay;
  private final Reason reason;

  /** Why a relay halts. */
  public enum Reason {
    /** The cursor topic has no cursor, and the database says that there was one. */
    CURSOR_MISSING,
    /** The cursor in Kafka is behind what the database says was published. */
    CURSOR_BEHIND,
    /** This is another cluster of Kafka than the one published to so far. */
    OTHER_CLUSTER,
    /** The log went back to a moment before the cursor. */
    LOG_WENT_BACK,
    /** A topic is missing or not as it has to be, and the relay is not to create it. */
    TOPIC,
    /** So many streams are parked that the fault cannot be in the events. */
    TOO_MANY_PARKED,
    /** It runs, and what was asked for needs it to be stopped. */
    RUNNING,
    /** Kafka's client does not take the settings. */
    SETTINGS,
    /** The database refuses, for a reason that waiting does not change. */
    DATABASE,
    /** A mistake in Cairn or in the routing, with its cause. */
    DEFECT
  }

  RelayHaltedException(String relay, Reason reason, String problem, @Nullable Throwable cause) {
    super("The relay '" + relay + "' has halted: " + problem, cause);
    this.relay = relay;
    this.reason = reason;
  }

  /** The tables of relays are not made by what makes the log. */
  static RelayHaltedException refusedByDatabase(String relay, CairnException cause) {
    return new RelayHaltedException(
        relay,
        Reason.DATABASE,
        cause.getMessage()
            + " (What a relay needs is made by OutboxSchema.migrate, and granted by OutboxSchema.grantRelay.)",
        cause);
  }

  public String relay() {
    return relay;
  }

  public Reason reason() {
    return reason;
  }
}
