/**
 * The log seen by an operator: {@link dev.cairn.postgres.inspection.LogCount} says how much is in it. All
 * of it reads only, in statements over bounded ranges, so that a log of any length can be looked at while
 * it is in use.
 */
@NullMarked
package dev.cairn.postgres.inspection;

import org.jspecify.annotations.NullMarked;
