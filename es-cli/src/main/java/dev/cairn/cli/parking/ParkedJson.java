package dev.cairn.cli.parking;

import dev.cairn.cli.command.JsonOutput;
import dev.cairn.postgres.parking.ParkedEvent;
import dev.cairn.postgres.parking.ParkedSequence;
import java.util.List;
import java.util.Locale;

/** What is parked, for programs. */
public final class ParkedJson {

  private ParkedJson() {}

  /** Puts what is known of a key into the object that is open; all but the key, which has a name of its own. */
  public static JsonOutput put(ParkedSequence sequence, JsonOutput out) {
    return out.put("reason", sequence.reason())
        .put("parkedAt", sequence.parkedAt())
        .put("waiting", sequence.waiting())
        .put("attempts", sequence.attempts())
        .put("lastAttemptAt", sequence.lastAttemptAt())
        .put("lastError", sequence.lastError())
        .put("retryRequestedBy", sequence.retryRequestedBy());
  }

  /** Writes the field {@code events} of the object that is open. */
  public static JsonOutput put(List<ParkedEvent> events, JsonOutput out) {
    out.beginArray("events");
    events.forEach(event -> write(event, out));
    return out.endArray();
  }

  private static void write(ParkedEvent event, JsonOutput out) {
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
