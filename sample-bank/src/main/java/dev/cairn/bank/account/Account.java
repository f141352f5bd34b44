package dev.cairn.bank.account;

import dev.cairn.aggregate.Aggregate;
import dev.cairn.aggregate.Decide;
import dev.cairn.aggregate.Evolve;
import dev.cairn.event.EventType;
import java.time.LocalDate;
import java.util.Currency;

/** One customer's account. Amounts are in cents, the hundredths of the bank's currency. */
@Aggregate("account")
public record Account(AccountId id, long overdraftLimit, long balance, boolean closed) {

  /** The only one that the bank has, so far. */
  static final Currency CURRENCY = Currency.getInstance("CZK");

  /** What happens to accounts. */
  public sealed interface Event {}

  @EventType("account-opened")
  public record Opened(AccountId id, long overdraftLimit, LocalDate on) implements Event {}

  /** Money came or went: a line of the account's statement. */
  public sealed interface Booked extends Event {

    LocalDate on();

    String description();

    /** What it adds to the balance, in cents: less than 0 if money went. */
    long change();
  }

  /** Its first revision had the amount as text, and no currency. */
  @EventType(value = "money-deposited", revision = 2)
  public record Deposited(long cents, Currency currency, LocalDate on, String description)
      implements Booked {
    @Override
    public long change() {
      return cents;
    }
  }

  @EventType("money-withdrawn")
  public record Withdrawn(long cents, LocalDate on, String description) implements Booked {
    @Override
    public long change() {
      return -cents;
    }
  }

  @EventType("transfer-sent")
  public record TransferSent(TransferId transfer, AccountId to, long cents, LocalDate on)
      implements Booked {
    @Override
    public String description() {
      return "Transfer to " + to;
    }

    @Override
    public long change() {
      return -cents;
    }
  }

  @EventType("transfer-received")
  public record TransferReceived(TransferId transfer, AccountId from, long cents, LocalDate on)
      implements Booked {
    @Override
    public String description() {
      return "Transfer from " + from;
    }

    @Override
    public long change() {
      return cents;
    }
  }

  @EventType("transfer-taken-back")
  public record TransferTakenBack(TransferId transfer, AccountId to, long cents, LocalDate on)
      implements Booked {
    @Override
    public String description() {
      return "Transfer to " + to + " came back";
    }

    @Override
    public long change() {
      return cents;
    }
  }

  @EventType("account-closed")
  public record Closed(LocalDate on) implements Event {}

  @Decide
  static Opened open(OpenAccount c) {
    if (c.overdraftLimit() < 0) {
      throw new NegativeOverdraftLimit(c.accountId(), c.overdraftLimit());
    }
    return new Opened(c.accountId(), c.overdraftLimit(), c.on());
  }

  @Decide
  Deposited deposit(Deposit c) {
    requireRoomFor(c.cents());
    return new Deposited(c.cents(), CURRENCY, c.on(), c.description());
  }

  @Decide
  Withdrawn withdraw(Withdraw c) {
    requireAvailable(c.cents());
    return new Withdrawn(c.cents(), c.on(), c.description());
  }

  @Decide
  TransferSent send(SendTransfer c) {
    requireAvailable(c.cents());
    return new TransferSent(c.transfer(), c.to(), c.cents(), c.on());
  }

  @Decide
  TransferReceived receive(ReceiveTransfer c) {
    requireRoomFor(c.cents());
    return new TransferReceived(c.transfer(), c.from(), c.cents(), c.on());
  }

  /** Also of an account that was closed meanwhile: the money must be somewhere. */
  @Decide
  TransferTakenBack takeBack(TakeBackTransfer c) {
    return new TransferTakenBack(c.transfer(), c.to(), c.cents(), c.on());
  }

  @Decide
  Closed close(CloseAccount c) {
    requireOpen();
    if (balance != 0) {
      throw new BalanceNotZero(id, balance);
    }
    return new Closed(c.on());
  }

  @Evolve
  static Account on(Opened e) {
    return new Account(e.id(), e.overdraftLimit(), 0, false);
  }

  @Evolve
  Account on(Deposited e) {
    return after(e);
  }

  @Evolve
  Account on(Withdrawn e) {
    return after(e);
  }

  @Evolve
  Account on(TransferSent e) {
    return after(e);
  }

  @Evolve
  Account on(TransferReceived e) {
    return after(e);
  }

  @Evolve
  Account on(TransferTakenBack e) {
    return after(e);
  }

  @Evolve
  Account on(Closed e) {
    return new Account(id, overdraftLimit, balance, true);
  }

  private Account after(Booked booked) {
    return new Account(id, overdraftLimit, balance + booked.change(), closed);
  }

  /** What can be withdrawn now, in cents: never negative, and never more than a long can say. */
  public long available() {
    return balance > Long.MAX_VALUE - overdraftLimit ? Long.MAX_VALUE : balance + overdraftLimit;
  }

  private void requireAvailable(long cents) {
    requireOpen();
    requirePositive(cents);
    if (cents > available()) {
      throw new InsufficientFunds(id, available(), cents);
    }
  }

  private void requireRoomFor(long cents) {
    requireOpen();
    requirePositive(cents);
    try {
      Math.addExact(balance, cents);
    } catch (ArithmeticException tooMuch) {
      throw new BalanceTooLarge(id, balance, cents, tooMuch);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new AccountIsClosed(id);
    }
  }

  private void requirePositive(long cents) {
    if (cents <= 0) {
      throw new AmountNotPositive(id, cents);
    }
  }
}
