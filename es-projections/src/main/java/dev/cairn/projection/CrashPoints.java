package dev.cairn.projection;

/** Told when a point is reached. */
@FunctionalInterface
interface CrashPoints {

  CrashPoints NONE = point -> {};

  void reached(CrashPoint point);
}
