package dev.cairn.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message on its way from the database to Kafka. */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record WaitingMessage(
    UUID id,
    Route.To route,
    String type,
    byte[] payload,
    Instant sentAt,
    @Nullable UUID correlationId,
    @Nullable UUID causationId,
    @Nullable String traceparent) {}
