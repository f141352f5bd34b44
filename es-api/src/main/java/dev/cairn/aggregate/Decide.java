package dev.cairn.aggregate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that decides about one command: its only parameter. A static method creates the
 * aggregate and is refused once there is one; an instance method decides on the current state.
 *
 * <p>It returns nothing, one event, an {@link java.util.Optional} or a {@link java.util.List} of
 * events; null stands for no event. To refuse a command it throws, and the exception reaches the
 * sender unchanged.
 *
 * <p>It is pure: time, ids and whatever else it needs come with the command, because after a
 * conflict it is asked again.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Decide {}
