/**
 * A read model of one row for each key: a record whose annotated methods say what an event changes.
 *
 * <ul>
 *   <li>{@link dev.cairn.projection.model.ReadModel}, and {@link dev.cairn.handler}: how a record says so
 *   <li>{@link dev.cairn.projection.model.ReadModelType}: what the framework makes of it
 *   <li>{@link dev.cairn.projection.model.ReadModelTable}: the rows
 *   <li>{@link dev.cairn.projection.model.ReadModelException}: what is wrong with a record
 * </ul>
 */
@NullMarked
package dev.cairn.projection.model;

import org.jspecify.annotations.NullMarked;
