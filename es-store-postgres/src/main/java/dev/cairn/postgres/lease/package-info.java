/** One process at a time: {@link dev.cairn.postgres.lease.Leases} says which, by the database's clock. */
@NullMarked
package dev.cairn.postgres.lease;

import org.jspecify.annotations.NullMarked;
