@NullMarked
package dev.cairn.outbox.reconciliation;

import org.jspecify.annotations.NullMarked;
