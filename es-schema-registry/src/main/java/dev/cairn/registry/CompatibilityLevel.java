package dev.cairn.registry;

/** Which change of schema a subject takes; those that are transitive look at all versions, not at the last. */
public enum CompatibilityLevel {
  NONE,
  /** Who has the new schema can read what was written with the last. */
  BACKWARD,
  BACKWARD_TRANSITIVE,
  /** Who has the last schema can read what is written with the new one. */
  FORWARD,
  FORWARD_TRANSITIVE,
  /** Both. */
  FULL,
  FULL_TRANSITIVE
}
