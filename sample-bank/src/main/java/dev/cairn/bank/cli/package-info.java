/** What the commands share: where they write, and the options that say where the log and Kafka are. */
@NullMarked
package dev.cairn.bank.cli;

import org.jspecify.annotations.NullMarked;
