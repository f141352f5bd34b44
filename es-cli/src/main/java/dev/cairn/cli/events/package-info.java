/** {@code es events}, and how every command shows an event. */
@NullMarked
package dev.cairn.cli.events;

import org.jspecify.annotations.NullMarked;
