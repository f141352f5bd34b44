package dev.cairn.store;

import java.util.UUID;

/**
 * Which log this is, and which of its lives.
 *
 * @param log made once, when the log is created; a dump and its restored copy share it
 * @param incarnation 1 at first; raised by whoever declares that the log went back to an earlier
 *     moment
 */
public record LogIdentity(UUID log, int incarnation) {

  @Override
  public String toString() {
    return log + " (incarnation " + incarnation + ")";
  }
}
