package dev.cairn.aggregate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what says which aggregate a command is for: a component of the command's record, or a
 * method without parameters, also one that the command inherits from an interface. A command has
 * exactly one.
 *
 * <p>The id is a {@link String}, a {@link java.util.UUID}, an integral number, an enum constant, or
 * a record with one component of such a type, such as {@code record AccountId(long value)}. Its
 * text is the key of the stream.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface AggregateId {}
