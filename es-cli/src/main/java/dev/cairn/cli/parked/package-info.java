/** {@code es parked}: events that projections could not handle. */
@NullMarked
package dev.cairn.cli.parked;

import org.jspecify.annotations.NullMarked;
