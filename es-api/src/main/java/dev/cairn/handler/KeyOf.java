package dev.cairn.handler;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says to which key an event belongs, where that is not simply in it: a static method that takes the event, and the {@link dev.cairn.event.RecordedEvent} too if it wants, and returns
 * the key or a collection of keys. An event without a key returns an empty collection.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface KeyOf {}
