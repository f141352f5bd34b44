/** {@code bank import}: the import with its progress, the read models and Kafka beside it, and its report. */
@NullMarked
package dev.cairn.bank.importing.command;

import org.jspecify.annotations.NullMarked;
