/** What consumers see of the bank in Kafka, compared with the log. Knows the relay only by its records. */
@NullMarked
package dev.cairn.bank.publishing;

import org.jspecify.annotations.NullMarked;
