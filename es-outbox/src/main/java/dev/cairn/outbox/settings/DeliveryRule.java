package dev.cairn.outbox.settings;

import java.util.function.Consumer;

/** Whether the producer keeps records and their order, which every guarantee builds on. */
final class DeliveryRule implements Rule {

  private static final String ACKS = "acks";
  private static final String IDEMPOTENCE = "enable.idempotence";
  private static final String IN_FLIGHT = "max.in.flight.requests.per.connection";
  private static final String RETRIES = "retries";
  /** What a broker remembers of each producer, to tell repetitions. */
  private static final int MOST_IN_FLIGHT = 5;

  @Override
  public void apply(Checked checked, Consumer<Finding> findings) {
    acks(checked, findings);
    idempotence(checked, findings);
    inFlight(checked, findings);
    retries(checked, findings);
  }

  private static void acks(Checked checked, Consumer<Finding> findings) {
    String acks = checked.text(ACKS);
    if (!acks.equals("all") && !acks.equals("-1")) {
      findings.accept(Finding.error(
          ACKS,
          "is " + acks + ", and the relay publishes with all.",
          "A record counts as written before its copies have it, so it is lost with one broker."
              + " Kafka silently turns idempotence off as well.",
          "Set it to all, or take it out."));
    }
  }

  private static void idempotence(Checked checked, Consumer<Finding> findings) {
    if (!checked.flag(IDEMPOTENCE)) {
      findings.accept(Finding.error(
          IDEMPOTENCE,
          "is false.",
          "A request that is sent again may then write its records twice, or behind later ones;"
              + " transactions are refused without it.",
          "Set it to true, or take it out."));
    }
  }

  private static void inFlight(Checked checked, Consumer<Finding> findings) {
    if (checked.number(IN_FLIGHT) > MOST_IN_FLIGHT) {
      findings.accept(Finding.error(
          IN_FLIGHT,
          "is " + checked.text(IN_FLIGHT) + ".",
          "A broker tells repetitions apart in the last " + MOST_IN_FLIGHT
              + " requests only; the producer refuses to start.",
          "Set it to " + MOST_IN_FLIGHT + " or less, or take it out."));
    }
  }

  private static void retries(Checked checked, Consumer<Finding> findings) {
    if (checked.number(RETRIES) == 0) {
      findings.accept(Finding.error(
          RETRIES,
          "is 0.",
          "The first leader that moves fails the batch, and Kafka silently turns idempotence off.",
          "Take it out; delivery.timeout.ms bounds how long is tried."));
    }
  }
}
