/** {@code es log}. */
@NullMarked
package dev.cairn.cli.log;

import org.jspecify.annotations.NullMarked;
