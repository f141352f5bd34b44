package dev.cairn.projection;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command that an instance of a process has sent and that is not carried out yet.
 *
 * @param number tells it apart from all others of the process; of two of one instance, that with the smaller
 *     one is carried out first
 * @param key of the instance
 * @param type the class of the command, without its package
 * @param command as JSON
 * @param id the command id under which it is sent
 * @param attempts how often it failed
 * @param error why it failed the last time; null if it has not
 * @param nextTry not before then
 */
public record WaitingCommand(
    long number,
    String key,
    String type,
    String command,
    UUID id,
    Instant sent,
    int attempts,
    @Nullable String error,
    Instant nextTry) {}
