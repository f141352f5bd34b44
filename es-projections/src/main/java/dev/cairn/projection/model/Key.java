package dev.cairn.projection.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The component that tells the rows of a {@link ReadModel} apart. It is a String, a UUID, an integral
 * number, a boolean, a LocalDate, an enum, or a record of such. Unless {@link On#key} or {@link KeyOf} say
 * otherwise, an event belongs to the row whose key is the key of its stream.
 */
@Documented
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Key {}
