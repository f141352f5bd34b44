/** {@code es projections}: the projections of the application. */
@NullMarked
package dev.cairn.cli.projections;

import org.jspecify.annotations.NullMarked;
