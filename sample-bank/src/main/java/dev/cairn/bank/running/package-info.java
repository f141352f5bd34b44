/**
 * What runs for as long as it is wanted, each as a process of its own or several in one: the relay, the
 * projections, the server; and the comparison of the log with what was published.
 */
@NullMarked
package dev.cairn.bank.running;

import org.jspecify.annotations.NullMarked;
