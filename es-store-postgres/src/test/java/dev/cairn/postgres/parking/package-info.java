@NullMarked
package dev.cairn.postgres.parking;

import org.jspecify.annotations.NullMarked;
