/**
 * The bank over HTTP: an API, a stream of what happens, and a page that uses both.
 *
 * <ol>
 *   <li>{@link dev.cairn.bank.web.BankServer}: the server; start here
 *   <li>{@link dev.cairn.bank.web.AccountCommands}: from a request to a command, and its result back
 *   <li>{@link dev.cairn.bank.web.AccountReads}, {@link dev.cairn.bank.web.ReadModelReads}: streams and
 *       read models as JSON
 *   <li>{@link dev.cairn.bank.web.EventFeed}: the log as server-sent events
 *   <li>{@link dev.cairn.bank.web.Operations}: projections, their rebuilds, and the relay
 *   <li>{@link dev.cairn.bank.web.Failures}: which exception is which problem of HTTP
 * </ol>
 *
 * <p>What the routes take and return stands in {@code openapi.json}. The page is in the resources, under
 * {@code web}.
 */
@NullMarked
package dev.cairn.bank.web;

import org.jspecify.annotations.NullMarked;
