/** The read model {@code daily-totals}: what came and went on each day. */
@NullMarked
package dev.cairn.bank.daily;

import org.jspecify.annotations.NullMarked;
