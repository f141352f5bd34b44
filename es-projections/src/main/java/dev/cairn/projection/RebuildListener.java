package dev.cairn.projection;

/** Told how a rebuild comes on, a few times a second, by the thread that rebuilds. */
@FunctionalInterface
public interface RebuildListener {

  /** For those who do not want to know. */
  RebuildListener NONE = progress -> {};

  void progressed(RebuildProgress progress);
}
