/** What another library has to see and nobody has to use: no part of the module's surface. */
@NullMarked
package dev.cairn.embedded.internal;

import org.jspecify.annotations.NullMarked;
