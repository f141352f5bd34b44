package dev.cairn.cli.doctor;

import dev.cairn.outbox.RelayStatus;
import dev.cairn.postgres.LogDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Whether relays publish. */
final class RelayCheck implements Check {

  private final Duration tooLong;

  RelayCheck(Duration tooLong) {
    this.tooLong = tooLong;
  }

  @Override
  public String name() {
    return "relays";
  }

  @Override
  public void look(LogDatabase database, Findings findings) {
    List<RelayStatus> relays =
        Catalog.hasTable(database, "relays") ? RelayStatus.all(database) : List.of();
    relays.forEach(relay -> {
      state(relay, findings);
      parked(relay, findings);
    });
    if (relays.isEmpty()) {
      findings.ok("none has ever run on this log");
    }
  }

  private void state(RelayStatus relay, Findings findings) {
    String name = relay.relay();
    boolean behind = relay.lagSeconds() > tooLong.toSeconds();
    if (relay.state().equals("halted")) {
      findings.bad(
          name + " has halted: " + relay.lastError(),
          "as it says; docs/operations.md has all reasons, and 'outbox reset' sets the cursor");
    } else if (relay.state().equals("stopped")) {
      stopped(relay, findings);
    } else if (!relay.leading()) {
      findings.bad(
          name + " is led by nobody since " + relay.leader() + " fell silent",
          "start its processes");
    } else if (relay.state().equals("waiting")) {
      waiting(relay, findings);
    } else if (behind) {
      findings.bad(
          String.format(
              Locale.ROOT,
              "%s is %,.0f s and %,d positions behind",
              name,
              relay.lagSeconds(),
              relay.lagEvents()),
          "look at its process, at Kafka, and at long transactions above");
    } else {
      findings.ok(
          "%s leads at position %,d of %,d",
          name, relay.cursor().value(), relay.head().value());
    }
  }

  private static void waiting(RelayStatus relay, Findings findings) {
    if (relay.lastError() == null) {
      findings.note(relay.relay() + " is connecting", "");
    } else {
      findings.bad(
          relay.relay() + " waits: " + relay.lastError(),
          "bring back what is away; it then goes on by itself");
    }
  }

  private static void stopped(RelayStatus relay, Findings findings) {
    if (relay.lagEvents() == 0) {
      findings.ok("%s is stopped, with everything published", relay.relay());
    } else {
      findings.note(
          String.format(
              Locale.ROOT,
              "%s is stopped, with %,d positions to go",
              relay.relay(),
              relay.lagEvents()),
          "start it again");
    }
  }

  private static void parked(RelayStatus relay, Findings findings) {
    if (relay.parkedStreams() > 0) {
      findings.bad(
          relay.relay() + " has " + relay.parkedEvents() + " events parked in "
              + relay.parkedStreams() + " streams",
          "'outbox parked' says why; mend the cause, then 'outbox retry' or 'outbox discard'");
    }
    if (relay.parkedMessages() > 0) {
      findings.bad(
          relay.parkedMessages() + " messages are parked",
          "'outbox parked' says why; then 'outbox retry' or 'outbox discard' with --message");
    }
  }
}
