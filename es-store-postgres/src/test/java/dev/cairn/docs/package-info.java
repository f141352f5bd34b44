/** The documentation, compiled and run. */
@NullMarked
package dev.cairn.docs;

import org.jspecify.annotations.NullMarked;
