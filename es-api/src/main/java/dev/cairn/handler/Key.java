package dev.cairn.handler;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The component that tells the rows of a read model, or the instances of a process, apart. It is a String,
 * a UUID, an integral number, a boolean, a LocalDate, an enum, or a record of such; that of a process is
 * what can be {@linkplain dev.cairn.aggregate.AggregateId the id of an aggregate}. Unless {@link On#key} or
 * {@link KeyOf} say otherwise, the key of an event is the key of its stream.
 */
@Documented
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Key {}
