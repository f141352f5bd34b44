/** For those downstream: handles what the relay published. */
@NullMarked
package dev.cairn.outbox.consumer;

import org.jspecify.annotations.NullMarked;
