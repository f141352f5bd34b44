@NullMarked
package dev.cairn.postgres.transfer;

import org.jspecify.annotations.NullMarked;
