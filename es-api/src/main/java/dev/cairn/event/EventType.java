package dev.cairn.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which an event record is stored, for as long as the log lives. The class may be
 * renamed and moved freely; the name may not.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {

  /** 1 to 128 characters, unique in the log, by convention past tense: {@code money-withdrawn}. */
  String value();

  /**
   * Which form of the event the class has now, from 1. It is stored with every event. Give the next
   * one to a class whose stored form changes so that older events no longer fit it, or whose meaning
   * changes, together with an upcaster that brings the older ones up.
   */
  int revision() default 1;

  /** Names under which the event was stored in earlier times, and may still be in the log. */
  String[] aliases() default {};
}
