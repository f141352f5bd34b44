/**
 * The log seen by an operator: {@link dev.cairn.postgres.inspection.LogFacts} and {@link
 * dev.cairn.postgres.inspection.LogCount} say which it is and how much is in it, {@link
 * dev.cairn.postgres.inspection.LogVerification} whether it is whole. All
 * of it only reads, in statements over bounded ranges, so that a log of any length can be looked at while
 * it is in use.
 */
@NullMarked
package dev.cairn.postgres.inspection;

import org.jspecify.annotations.NullMarked;
