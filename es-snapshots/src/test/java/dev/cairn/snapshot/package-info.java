@NullMarked
package dev.cairn.snapshot;

import org.jspecify.annotations.NullMarked;
