package dev.cairn.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method of a {@link Process} that is called when the time is up that a {@link Step#within step} gave
 * it. It takes nothing and returns the {@link Step} that follows.
 *
 * <p>Everything that was in the log by then has been handled before. Commands of the instance that have not
 * been carried out by then are withdrawn and never will be, so the step can decide by what the instance
 * knows.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnDeadline {}
