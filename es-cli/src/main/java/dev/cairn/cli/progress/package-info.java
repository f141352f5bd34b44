/** Shows people who wait how far a command is: a bar on a terminal, a line every second elsewhere. */
@NullMarked
package dev.cairn.cli.progress;

import org.jspecify.annotations.NullMarked;
