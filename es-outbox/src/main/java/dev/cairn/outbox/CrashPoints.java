package dev.cairn.outbox;

/** Lets a test stop a relay at a point, to kill its process from outside. */
@FunctionalInterface
interface CrashPoints {

  /** Nobody waits. */
  CrashPoints NONE = point -> {};

  void at(CrashPoint point);
}
