package dev.cairn.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A process manager: a record that reacts to events of several aggregates with commands, and remembers in
 * between what it has to.
 *
 * <p>One of its components has {@link dev.cairn.handler.Key}: events with the same key meet the same
 * instance. Its {@link dev.cairn.handler.On} methods, static for the event that begins an instance, its
 * {@link OnRefusal} methods and its {@link OnDeadline} method return the {@link Step} that follows. All are
 * pure: the same instance and event always lead to the same step.
 *
 * <pre>{@code
 * @Process("transfer")
 * public record TransferProcess(@Key TransferId id, AccountId from, AccountId to, long cents) {
 *
 *   @On static Step<TransferProcess> on(Transfer.Requested e) {
 *     return Step.to(new TransferProcess(e.id(), e.from(), e.to(), e.cents()))
 *         .send(new Debit(e.from(), e.id(), e.cents()))
 *         .within(Duration.ofMinutes(5));
 *   }
 *
 *   @OnRefusal Step<TransferProcess> refused(Debit debit, InsufficientFunds why) {
 *     return Step.<TransferProcess>end().send(new FailTransfer(id, why.getMessage()));
 *   }
 * }
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SuppressWarnings("JavaLangClash") // the field's term; nobody who writes one also starts programs
public @interface Process {

  /** Its name, which tables and leases have too: 1 to 40 lower-case letters, digits, - and _. */
  String value();
}
