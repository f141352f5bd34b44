package dev.cairn.aggregate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that says what one event, its only parameter, makes of the state. A static method
 * returns the first state, so its event comes first in the stream and only there; an instance
 * method returns the next state.
 *
 * <p>It never throws and never validates, for the event has happened, and it leaves the state it is
 * called on as it was.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Evolve {}
