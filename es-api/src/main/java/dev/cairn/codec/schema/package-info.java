/**
 * The stored form of every event, as a schema: derived from the records, written to files that are
 * committed with the code, and guarded against changes that would make events unreadable.
 *
 * <ul>
 *   <li>{@link dev.cairn.codec.schema.EventSchemas}: the schemas of an application's events
 *   <li>{@link dev.cairn.codec.schema.SchemaGuard}: compares them with the committed ones
 *   <li>{@link dev.cairn.codec.schema.SchemaFiles}: the committed ones
 *   <li>{@link dev.cairn.codec.schema.EventSchema}: the form of one event in one revision, made of
 *       {@link dev.cairn.codec.schema.Shape}s and {@link dev.cairn.codec.schema.Definition}s
 * </ul>
 */
@NullMarked
package dev.cairn.codec.schema;

import org.jspecify.annotations.NullMarked;
