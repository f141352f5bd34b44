/** The read model {@code top-accounts}: open accounts, to be listed by what is on them. */
@NullMarked
package dev.cairn.bank.top;

import org.jspecify.annotations.NullMarked;
