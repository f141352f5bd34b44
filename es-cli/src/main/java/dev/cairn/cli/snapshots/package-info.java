/** {@code es snapshots}: the stored states of aggregates. */
@NullMarked
package dev.cairn.cli.snapshots;

import org.jspecify.annotations.NullMarked;
