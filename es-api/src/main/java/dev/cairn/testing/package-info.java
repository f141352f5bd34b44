/**
 * Tests of aggregates, processes and upcasters, as given, when, then.
 *
 * <ul>
 *   <li>{@link dev.cairn.testing.AggregateFixture}: where a test begins
 *   <li>{@link dev.cairn.testing.Given}, {@link dev.cairn.testing.Outcome}: what it goes on with
 *   <li>{@link dev.cairn.testing.ProcessFixture}, {@link dev.cairn.testing.ProcessStory}: the same for processes
 *   <li>{@link dev.cairn.testing.UpcasterFixture}: what becomes of events of earlier forms
 * </ul>
 */
@NullMarked
package dev.cairn.testing;

import org.jspecify.annotations.NullMarked;
