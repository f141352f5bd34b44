package dev.cairn.outbox.settings;

/** How bad a {@link Finding} is; the worst comes first. */
public enum Severity {
  /** It cannot work, or would break the guarantee: the relay does not start. */
  ERROR,
  /** It works, until something happens. */
  WARNING,
  /** Good to know. */
  INFO
}
