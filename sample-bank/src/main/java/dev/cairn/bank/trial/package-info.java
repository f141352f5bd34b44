/**
 * What the demo and the soak are made of.
 *
 * <ul>
 *   <li>{@link dev.cairn.bank.trial.Plan}, {@link dev.cairn.bank.trial.Clients}: who does what to the bank
 *   <li>{@link dev.cairn.bank.trial.BankProcess}: a part of the bank that can be killed
 *   <li>{@link dev.cairn.bank.trial.Rest}: waits until nothing is under way
 *   <li>{@link dev.cairn.bank.trial.Proof}: looks at everything from outside, and finds what is not so
 * </ul>
 */
@NullMarked
package dev.cairn.bank.trial;

import org.jspecify.annotations.NullMarked;
