/** {@code es outbox}: the relay, and what it could not publish. */
@NullMarked
package dev.cairn.cli.outbox;

import org.jspecify.annotations.NullMarked;
