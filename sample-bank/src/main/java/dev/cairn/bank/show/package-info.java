/** The commands that show something: an account now or as it was, and the read models. */
@NullMarked
package dev.cairn.bank.show;

import org.jspecify.annotations.NullMarked;
