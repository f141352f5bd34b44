package dev.cairn.aggregate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A class whose instances are the states of an aggregate, by convention a record. Its
 * {@link Decide} methods turn commands into events, its {@link Evolve} methods turn events into the
 * next state.
 *
 * <pre>{@code
 * @Aggregate("counter")
 * public record Counter(long count) {
 *
 *   public sealed interface Event {}
 *   @EventType("counter-started") public record Started() implements Event {}
 *   @EventType("counter-raised")  public record Raised(long by) implements Event {}
 *
 *   @Decide static Started start(Start c) { return new Started(); }
 *   @Decide Raised raise(Raise c)         { return new Raised(c.by()); }
 *
 *   @Evolve static Counter on(Started e)  { return new Counter(0); }
 *   @Evolve Counter on(Raised e)          { return new Counter(count + e.by()); }
 * }
 * }</pre>
 *
 * <p>{@link AggregateModel} says what is checked at start-up.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Aggregate {

  /**
   * The category of its streams: the stream of one aggregate is {@code category:key}. Stored, so it
   * stays for as long as the log lives.
   */
  String value();
}
