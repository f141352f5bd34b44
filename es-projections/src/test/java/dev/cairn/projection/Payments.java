package dev.cairn.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.command.Commands;
import dev.cairn.event.RecordedEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Wallets and payments between them, and what is to be true of them in the end. */
record Payments(ProjectionLog log, Commands commands) {

  static final long FIRST_CENTS = 1_000;

  static Payments in(ProjectionLog log, int wallets) {
    Payments payments = new Payments(log, PaymentProcess.commands(log.store()));
    for (int number = 0; number < wallets; number++) {
      payments.commands.send(new Wallet.Open("w" + number, FIRST_CENTS));
    }
    return payments;
  }

  /** Asks for some payments, around in a circle. */
  void request(String name, int count, int wallets, long cents) {
    for (int i = 0; i < count; i++) {
      commands.send(
          new Payment.Request(name + i, "w" + (i % wallets), "w" + ((i + 1) % wallets), cents));
    }
  }

  long cents(String wallet) {
    return commands.load(Wallet.class, wallet).orElseThrow().cents();
  }

  String outcome(String payment) {
    return commands.load(Payment.class, payment).orElseThrow().outcome();
  }

  void awaitEnded(String payment, String outcome) {
    ProjectionLog.patiently().untilAsserted(() -> assertThat(outcome(payment)).isEqualTo(outcome));
  }

  void awaitAllEnded(int payments) {
    ProjectionLog.patiently().until(() -> count("payment-ended") == payments);
  }

  long count(String type) {
    return log.number("(select count(*) from @.events where type = '" + type + "')");
  }

  /** Every payment has ended once, after money was moved once or not at all, and none came or went. */
  void requireConserved(int wallets) {
    Map<String, String> by = new HashMap<>();
    for (RecordedEvent event : log.events()) {
      Object payload = event.payload();
      if (payload instanceof Payment.Requested e) {
        by.merge(e.payment(), "R", String::concat);
      } else if (payload instanceof Wallet.TakenOut e) {
        by.merge(e.payment(), "-", String::concat);
      } else if (payload instanceof Wallet.PaidIn e) {
        by.merge(e.payment(), "+", String::concat);
      } else if (payload instanceof Wallet.GivenBack e) {
        by.merge(e.payment(), "<", String::concat);
      } else if (payload instanceof Payment.Ended) {
        by.merge(event.stream().key(), "E", String::concat);
      }
    }
    assertThat(by.values()).isSubsetOf(List.of("R-+E", "R-<E", "RE"));
    assertThat(IntStream.range(0, wallets).mapToLong(i -> cents("w" + i)).sum())
        .isEqualTo(wallets * FIRST_CENTS);
  }
}
