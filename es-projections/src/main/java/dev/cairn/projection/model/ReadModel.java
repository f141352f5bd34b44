package dev.cairn.projection.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a record a read model: each instance is a row, found by its {@link Key}, and what events do to
 * it is said by its {@link On} methods. The framework loads, folds and stores the rows, in the same
 * transaction as the place in the log up to which they are right.
 *
 * <p>Each component becomes a column named as the component is, in snake_case:
 *
 * <table>
 *   <caption>Types of columns</caption>
 *   <tr><th>Java</th><th>PostgreSQL</th></tr>
 *   <tr><td>String, an enum</td><td>text</td></tr>
 *   <tr><td>long, int, short, boolean, double, float</td>
 *       <td>bigint, integer, smallint, boolean, double precision, real</td></tr>
 *   <tr><td>BigDecimal, BigInteger</td><td>numeric</td></tr>
 *   <tr><td>UUID</td><td>uuid</td></tr>
 *   <tr><td>Instant (whole microseconds are kept)</td><td>timestamptz</td></tr>
 *   <tr><td>LocalDate, LocalDateTime, LocalTime</td><td>date, timestamp, time</td></tr>
 *   <tr><td>a record of one component</td><td>as that component, under the outer name</td></tr>
 *   <tr><td>a record of several components</td><td>a column for each, {@code outer_inner}</td></tr>
 *   <tr><td>anything else that Jackson can write and read</td><td>jsonb</td></tr>
 * </table>
 *
 * <p>Columns of primitives and of the key are {@code not null}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadModel {

  /** Its name, which the table has too: lower-case letters, digits, {@code -} and {@code _}, at most 40. */
  String name();

  /** To be raised whenever the record or its methods change: then it is built anew beside the old one. */
  int version();

  /**
   * A script on the class path, beside the record, that makes the table instead of the framework, for
   * indexes and constraints of one's own. It names the table without a schema, as the read model is named
   * with {@code _} for {@code -}, with a primary key or unique constraint over the columns of the key.
   */
  String script() default "";
}
