package dev.cairn.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a {@link Process} that is told that a command which it has sent was refused: it takes the
 * command and what the aggregate threw, and returns the {@link Step} that follows. The command has left
 * nothing behind then, and never will.
 *
 * <p>Of several that would do, the one with the closest class of exceptions is called. A refusal for which
 * there is none is tried again until it passes, or until the deadline.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnRefusal {}
