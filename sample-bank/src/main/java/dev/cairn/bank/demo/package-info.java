/** {@code bank demo}: all of the bank at once, on a bad day, and then the proof that nothing was lost. */
@NullMarked
package dev.cairn.bank.demo;

import org.jspecify.annotations.NullMarked;
