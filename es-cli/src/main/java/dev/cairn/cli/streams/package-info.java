/** {@code es streams}. */
@NullMarked
package dev.cairn.cli.streams;

import org.jspecify.annotations.NullMarked;
