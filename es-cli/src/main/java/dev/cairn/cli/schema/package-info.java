/** {@code es schema}. */
@NullMarked
package dev.cairn.cli.schema;

import org.jspecify.annotations.NullMarked;
