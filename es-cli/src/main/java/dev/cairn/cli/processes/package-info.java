/** {@code es processes}: what processes have under way, and what they have sent. */
@NullMarked
package dev.cairn.cli.processes;

import org.jspecify.annotations.NullMarked;
