package dev.cairn.projection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a process that is under way.
 *
 * @param key tells it apart from all others of the process
 * @param state what it knows, as JSON
 * @param deadline when its time is up; null if it has no deadline
 * @param attempts how often its deadline could not be met
 * @param error why not, the last time; null if it could, or did not come yet
 */
public record ProcessInstance(
    String key,
    String state,
    @Nullable Instant deadline,
    int attempts,
    @Nullable String error,
    Instant begun,
    Instant changed) {}
