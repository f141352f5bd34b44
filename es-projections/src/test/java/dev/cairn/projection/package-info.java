@NullMarked
package dev.cairn.projection;

import org.jspecify.annotations.NullMarked;
