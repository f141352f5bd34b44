package dev.cairn.projection.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that handles an event, its first parameter: a class of events, or a sealed type of several.
 *
 * <p>In a {@link ReadModel} a static method makes the row of a key that has none, and an instance method
 * returns the row after the event, or null to delete it. They are pure: the same row and event always
 * give the same result. A second parameter may be the {@link dev.cairn.event.RecordedEvent} or its {@link
 * dev.cairn.event.EventMetadata}.
 *
 * <p>In a free projection it returns nothing, and takes in any order whatever it wants of the recorded
 * event, its metadata, and the database's handle.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface On {

  /**
   * The components of the event that hold the key, or a collection of keys, of the rows that it changes.
   * With several, the method is called for each row. Empty: the key of the stream.
   */
  String[] key() default {};

  /** What happens if an instance method is to be called and there is no row. */
  IfMissing ifMissing() default IfMissing.FAIL;

  /** For events whose row is not there. */
  enum IfMissing {
    /** The event cannot be handled: the failure policy decides. */
    FAIL,
    /** The event changes nothing. */
    IGNORE
  }
}
