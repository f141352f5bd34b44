package dev.cairn.postgres.parking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key whose events wait, in order, behind one that could not be handled.
 *
 * @param reader who could not handle it
 * @param key what is kept in order: a stream for a relay, a row's key for a projection
 * @param reason why the first of them could not be handled
 * @param parkedAt since when
 * @param waiting how many events wait
 * @param attempts how often handling them was tried again
 * @param lastAttemptAt when it was tried last
 * @param lastError how that ended
 * @param retryRequestedBy who asked for another try that is yet to come
 */
public record ParkedSequence(
    String reader,
    String key,
    String reason,
    Instant parkedAt,
    long waiting,
    int attempts,
    @Nullable Instant lastAttemptAt,
    @Nullable String lastError,
    @Nullable String retryRequestedBy) {}
