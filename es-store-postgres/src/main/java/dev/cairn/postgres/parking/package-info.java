/**
 * Events that a reader of the log could not handle wait in {@link dev.cairn.postgres.parking.ParkedEvents},
 * together with what follows them, until somebody decides.
 */
@NullMarked
package dev.cairn.postgres.parking;

import org.jspecify.annotations.NullMarked;
