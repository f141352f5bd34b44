package dev.cairn.cli.outbox;

import dev.cairn.cli.command.JsonOutput;
import dev.cairn.outbox.ParkedMessage;
import dev.cairn.postgres.parking.ParkedEvent;
import dev.cairn.postgres.parking.ParkedSequence;
import java.util.Locale;

/** What is parked, for programs. */
final class ParkedJson {

  private ParkedJson() {}

  static void write(ParkedSequence sequence, JsonOutput out) {
    out.begin()
        .put("stream", sequence.key())
        .put("reason", sequence.reason())
        .put("parkedAt", sequence.parkedAt())
        .put("waiting", sequence.waiting())
        .put("attempts", sequence.attempts())
        .put("lastAttemptAt", sequence.lastAttemptAt())
        .put("lastError", sequence.lastError())
        .put("retryRequestedBy", sequence.retryRequestedBy())
        .end();
  }

  static void write(ParkedMessage message, JsonOutput out) {
    out.begin()
        .put("id", message.id())
        .put("topic", message.topic())
        .put("key", message.key())
        .put("type", message.type())
        .put("reason", message.reason())
        .put("sentAt", message.sentAt())
        .put("parkedAt", message.parkedAt())
        .put("attempts", message.attempts())
        .put("waiting", message.waiting())
        .end();
  }

  static void write(ParkedEvent event, JsonOutput out) {
    out.begin()
        .put("position", event.position().value())
        .put("id", event.eventId())
        .put("cause", event.cause().name().toLowerCase(Locale.ROOT))
        .put("detail", event.detail())
        .put("parkedAt", event.parkedAt())
        .put("parkedBy", event.parkedBy())
        .put("state", event.state().name().toLowerCase(Locale.ROOT))
        .put("settledAt", event.settledAt())
        .put("settledBy", event.settledBy())
        .put("settleReason", event.settleReason())
        .end();
  }
}
