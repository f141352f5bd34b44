package dev.cairn.handler;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that handles an event, its first parameter: a class of events, or a sealed type of several.
 *
 * <p>In a record with a {@link Key}, a read model or a process, a static method begins with a key that has
 * nothing yet, and an instance method goes on with what there is. They are pure: the same record and event
 * always give the same result. A second parameter may be the {@link dev.cairn.event.RecordedEvent} or its
 * {@link dev.cairn.event.EventMetadata}.
 *
 * <ul>
 *   <li>In a read model it returns the row after the event, or null to delete it.
 *   <li>In a {@linkplain dev.cairn.process.Process process} it returns the {@link dev.cairn.process.Step}
 *       that follows: what the process knows from then on, and the commands that it sends.
 *   <li>In a free projection it returns nothing, and takes in any order whatever it wants of the recorded
 *       event, its metadata, and the database's handle.
 * </ul>
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface On {

  /**
   * The components of the event that hold the key, or a collection of keys, of the records that it concerns.
   * With several, the method is called for each. Empty: the key of the stream.
   */
  String[] key() default {};

  /** What happens if an instance method is to be called and there is nothing to call it on. */
  IfMissing ifMissing() default IfMissing.FAIL;

  /** For events that come before, or after, everything else of their key. */
  enum IfMissing {
    /** The event cannot be handled: the failure policy decides. */
    FAIL,
    /** The event changes nothing. */
    IGNORE
  }
}
