package dev.cairn.outbox.consumer;

import org.jspecify.annotations.Nullable;

/**
 * Why a record is not handled.
 *
 * @param attempts how often it was tried
 */
record Verdict(Reason reason, @Nullable RuntimeException cause, int attempts) {

  enum Reason {
    FAILED("failed"),
    UNREADABLE("unreadable"),
    KEY_PARKED("key-parked");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** As it stands in the header. */
    String text() {
      return text;
    }
  }

  static final Verdict KEY_PARKED = new Verdict(Reason.KEY_PARKED, null, 0);
}
