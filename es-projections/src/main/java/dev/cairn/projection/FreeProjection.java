package dev.cairn.projection;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class a projection with SQL of its own. What its methods write through the {@link
 * org.jdbi.v3.core.Handle} that they are given commits together with the place in the log.
 *
 * <p>Its tables are made by {@link #script}, and named without a schema there and in its SQL: each
 * generation has a schema of its own, which is first on the search path while the methods run. So a rebuild
 * fills new tables beside the live ones with the very same code. Readers find a view of each table in the
 * schema of read models.
 *
 * <p>Methods are annotated with {@link dev.cairn.handler.On}, or with {@link OnBatch} to get many
 * events at once. They may take, after the event or the events, the {@link
 * dev.cairn.event.RecordedEvent}, its {@link dev.cairn.event.EventMetadata}, the handle, and a {@link
 * Replay}, which says whether to leave out effects outside of the database.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface FreeProjection {

  /** Its name: lower-case letters, digits, {@code -} and {@code _}, at most 40. */
  String name();

  /** To be raised whenever the class or the script changes: then it is built anew beside the old one. */
  int version();

  /** The script on the class path, beside the class, that makes its tables. */
  String script();
}
