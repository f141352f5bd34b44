package dev.cairn.registry;

/** How events are published that are stored in an earlier form than the code has today. */
public enum OlderForms {
  /** With the schema of the form in which they are stored, which therefore has to be known. */
  AS_STORED,
  /** As what the upcasters make of them; those that are none or several events today cannot be. */
  UPCAST
}
