/** Event sourcing and CQRS: what every other package of Cairn builds on. */
@NullMarked
package dev.cairn;

import org.jspecify.annotations.NullMarked;
