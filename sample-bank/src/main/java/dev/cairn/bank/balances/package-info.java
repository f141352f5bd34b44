/** The read model {@code balances}: what is on each account. */
@NullMarked
package dev.cairn.bank.balances;

import org.jspecify.annotations.NullMarked;
