/**
 * The log on PostgreSQL.
 *
 * <ul>
 *   <li>{@link dev.cairn.postgres.PostgresEventStore}: the event store
 *   <li>{@link dev.cairn.postgres.PostgresSettings}: its settings
 *   <li>{@link dev.cairn.postgres.LogSchema}: makes and upgrades the schema, grants its use
 *   <li>{@link dev.cairn.postgres.BulkAppend}: fills a log at the speed of COPY
 *   <li>{@link dev.cairn.postgres.LogFollower}, with its {@link dev.cairn.postgres.LogPage}s, {@link
 *       dev.cairn.postgres.LogDatabase}, {@link dev.cairn.postgres.Announcements}: for what follows the log and keeps tables beside it
 *   <li>{@link dev.cairn.postgres.LogUnavailableException}, {@link
 *       dev.cairn.postgres.LogLockedException}, {@link dev.cairn.postgres.LogRejectedException}, {@link
 *       dev.cairn.postgres.LogSchemaException}: what can go wrong
 * </ul>
 */
@NullMarked
package dev.cairn.postgres;

import org.jspecify.annotations.NullMarked;
