@NullMarked
package dev.cairn.postgres.lease;

import org.jspecify.annotations.NullMarked;
