package dev.cairn.outbox.reconciliation;

/**
 * A part of all keys.
 *
 * @param number which one, from 0
 * @param of how many there are
 */
record KeyShare(int number, int of) {

  boolean holds(String key) {
    return Math.floorMod(key.hashCode(), of) == number;
  }

  /** One part also has what has no key. */
  boolean holdsTheRest() {
    return number == 0;
  }
}
