package dev.cairn.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name that tells one alternative of a sealed component from the others in a stored event, for as
 * long as the log lives:
 *
 * <pre>{@code
 * sealed interface Payment {}
 * @StoredName("card") record Card(String last4) implements Payment {}
 * @StoredName("cash") record Cash() implements Payment {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface StoredName {

  /** Unique among the alternatives of its sealed type. */
  String value();
}
