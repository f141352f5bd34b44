/**
 * A log that lives as long as its process, for tests, examples and development: {@link
 * dev.cairn.store.memory.InMemoryEventStore}.
 */
@NullMarked
package dev.cairn.store.memory;

import org.jspecify.annotations.NullMarked;
