package dev.cairn.projection;

import dev.cairn.command.Commands;
import dev.cairn.handler.Key;
import dev.cairn.handler.On;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.process.OnDeadline;
import dev.cairn.process.OnRefusal;
import dev.cairn.process.Process;
import dev.cairn.process.Step;
import java.time.Duration;

/** Takes the money out of one wallet and pays it into the other, or gives it back. */
@Process("payments")
record PaymentProcess(@Key String payment, String from, String to, long cents, boolean taken) {

  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Of these amounts it does not want to hear that they were requested, or paid in. */
  static final long UNHEARD_REQUEST = 666;

  static final long UNHEARD_PAYMENT = 667;

  /** Of this amount it does not want to hear that it is late. */
  static final long UNHEARD_DEADLINE = 668;

  static Commands commands(PostgresEventStore store) {
    return Commands.of(store, Wallet.class, Payment.class);
  }

  @On
  static Step<PaymentProcess> on(Payment.Requested e) {
    requireNot(UNHEARD_REQUEST, e.cents());
    return Step.to(new PaymentProcess(e.payment(), e.from(), e.to(), e.cents(), false))
        .send(new Wallet.TakeOut(e.from(), e.payment(), e.cents()));
  }

  @On(key = "payment")
  Step<PaymentProcess> on(Wallet.TakenOut e) {
    return Step.to(new PaymentProcess(payment, from, to, cents, true))
        .send(new Wallet.PayIn(to, payment, cents))
        .within(PATIENCE);
  }

  @On(key = "payment")
  Step<PaymentProcess> on(Wallet.PaidIn e) {
    requireNot(UNHEARD_PAYMENT, e.cents());
    return Step.<PaymentProcess>end().send(new Payment.End(payment, "paid"));
  }

  @OnRefusal
  Step<PaymentProcess> refused(Wallet.TakeOut command, Wallet.Refused why) {
    return Step.<PaymentProcess>end().send(new Payment.End(payment, why.why()));
  }

  @OnRefusal
  Step<PaymentProcess> refused(Wallet.PayIn command, Wallet.Refused why) {
    return giveBack(why.why());
  }

  @OnDeadline
  Step<PaymentProcess> tooLate() {
    requireNot(UNHEARD_DEADLINE, cents);
    return giveBack("too late");
  }

  private static void requireNot(long unheard, long cents) {
    if (cents == unheard) {
      throw new IllegalStateException("will not have it");
    }
  }

  private Step<PaymentProcess> giveBack(String why) {
    return Step.<PaymentProcess>end()
        .send(new Wallet.GiveBack(from, payment, cents), new Payment.End(payment, why));
  }
}
