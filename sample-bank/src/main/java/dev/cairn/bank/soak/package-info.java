/** {@code bank soak}: random faults for as long as it is told, and the same proof at the end. */
@NullMarked
package dev.cairn.bank.soak;

import org.jspecify.annotations.NullMarked;
