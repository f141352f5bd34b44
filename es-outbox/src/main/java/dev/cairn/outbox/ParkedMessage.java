package dev.cairn.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * A message that could not be published.
 *
 * @param topic where it was to go
 * @param key the key in which later messages wait behind it
 * @param reason why
 * @param attempts how often it was tried
 * @param waiting how many later messages of its topic and key wait
 */
public record ParkedMessage(
    UUID id,
    String topic,
    String key,
    String type,
    String reason,
    Instant sentAt,
    Instant parkedAt,
    int attempts,
    long waiting) {}
