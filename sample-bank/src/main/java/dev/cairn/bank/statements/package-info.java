/** The read model {@code statements}: what was booked on each account, line by line, with the balance. */
@NullMarked
package dev.cairn.bank.statements;

import org.jspecify.annotations.NullMarked;
