/**
 * Events, before and after they are in the log.
 *
 * <ul>
 *   <li>{@link dev.cairn.event.NewEvent}: an event that is about to be appended
 *   <li>{@link dev.cairn.event.RecordedEvent}: an event that is in the log for good
 *   <li>{@link dev.cairn.event.EventMetadata}: who caused it and what it belongs to
 *   <li>{@link dev.cairn.event.StreamId}, {@link dev.cairn.event.StreamVersion}: where it stands in
 *       its stream
 *   <li>{@link dev.cairn.event.Position}: where it stands in the log
 *   <li>{@link dev.cairn.event.EventType}: the name it is stored under
 *   <li>{@link dev.cairn.event.EventCodec}: between objects and stored text
 * </ul>
 */
@NullMarked
package dev.cairn.event;

import org.jspecify.annotations.NullMarked;
