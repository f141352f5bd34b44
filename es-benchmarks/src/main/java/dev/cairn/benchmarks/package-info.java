/**
 * What Cairn costs, beside what the same work costs in hand-written JDBC. Every figure runs both sides in
 * turn, on the same server, with the same tables, indexes and bytes.
 */
@NullMarked
package dev.cairn.benchmarks;

import org.jspecify.annotations.NullMarked;
