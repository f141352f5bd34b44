@NullMarked
package dev.cairn.outbox;

import org.jspecify.annotations.NullMarked;
