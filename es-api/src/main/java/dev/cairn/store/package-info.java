/**
 * The log: what every event store promises, whatever it is built on.
 *
 * <ul>
 *   <li>{@link dev.cairn.store.EventStore}: append, read, subscribe
 *   <li>{@link dev.cairn.store.ExpectedVersion}, {@link dev.cairn.store.StreamAppend}, {@link
 *       dev.cairn.store.AppendResult}, {@link dev.cairn.store.AppendLimits}: appending
 *   <li>{@link dev.cairn.store.ClosedStream}: a stream that ended
 *   <li>{@link dev.cairn.store.EncodedAppend}: what every store does before it writes
 *   <li>{@link dev.cairn.store.StreamRead}, {@link dev.cairn.store.LogRead}, {@link
 *       dev.cairn.store.EventFilter}: reading
 *   <li>{@link dev.cairn.store.Subscription}, {@link dev.cairn.store.Checkpoint}, {@link
 *       dev.cairn.store.LogIdentity}: following, and going on where one stopped
 * </ul>
 */
@NullMarked
package dev.cairn.store;

import org.jspecify.annotations.NullMarked;
