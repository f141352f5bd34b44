/**
 * Tests of aggregates, as given, when, then.
 *
 * <ul>
 *   <li>{@link dev.cairn.testing.AggregateFixture}: where a test begins
 *   <li>{@link dev.cairn.testing.Given}, {@link dev.cairn.testing.Outcome}: what it goes on with
 * </ul>
 */
@NullMarked
package dev.cairn.testing;

import org.jspecify.annotations.NullMarked;
