@NullMarked
package dev.cairn.outbox.settings;

import org.jspecify.annotations.NullMarked;
