/** What the log on PostgreSQL promises, tried on real servers. */
@NullMarked
package dev.cairn.postgres;

import org.jspecify.annotations.NullMarked;
