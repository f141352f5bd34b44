/** Reflection that the parts of Cairn share, and applications do not use: it may change at any time. */
@NullMarked
package dev.cairn.internal;

import org.jspecify.annotations.NullMarked;
