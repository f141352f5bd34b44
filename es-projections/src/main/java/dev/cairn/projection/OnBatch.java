package dev.cairn.projection;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a {@link FreeProjection} that handles many events at once: its first parameter is a {@code
 * List<RecordedEvent>}, in the order of the log. When a batch fails, it is tried again in halves, so the
 * event that fails is found by itself.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnBatch {

  /** The classes of events, or sealed types of events, that it wants. */
  Class<?>[] value();
}
