package dev.cairn.bank.trial;

import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.CommandRefused;
import dev.cairn.bank.account.Deposit;
import dev.cairn.bank.account.OpenAccount;
import dev.cairn.bank.account.TransferId;
import dev.cairn.bank.account.Withdraw;
import dev.cairn.bank.transfer.StartTransfer;
import dev.cairn.command.CommandConflictException;
import dev.cairn.command.CommandContext;
import dev.cairn.command.Commands;
import dev.cairn.event.EventIds;
import dev.cairn.postgres.LogUnavailableException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Clients of the bank that do things with its accounts, at random and at the same time. */
public final class Clients {

  /** How long the database may be away. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long MOST_CENTS = 20_000;
  private static final long FIRST_CENTS = 200_000;

  private final Commands commands;
  private final Plan plan;
  private final LocalDate today;
  private final AtomicLong started = new AtomicLong();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();
  /** What was paid in less what was paid out, as the clients know it. */
  private final AtomicLong brought = new AtomicLong();

  public Clients(Commands commands, Plan plan, LocalDate today) {
    this.commands = commands;
    this.plan = plan;
    this.today = today;
  }

  /** Opens the accounts that are not there yet, with something on them. */
  public void openAccounts() {
    for (int number = 1; number <= plan.accounts(); number++) {
      AccountId account = new AccountId(number);
      UUID opening = new UUID(0x6261_6e6b_0003_8000L, 0x8000_0000_0000_0000L | number);
      boolean isNew = !commands
          .send(new OpenAccount(account, 0, today), CommandContext.withId(opening))
          .repeated();
      if (isNew) {
        commands.send(new Deposit(account, FIRST_CENTS, today, "To begin with"));
        brought.addAndGet(FIRST_CENTS);
        accepted.addAndGet(2);
      }
    }
  }

  /**
   * Has all clients at work until all transfers are started, or it is told to stop.
   *
   * @param progress is told how many transfers are started
   * @param busy whether enough is under way for now
   */
  public void work(LongConsumer progress, BooleanSupplier busy, BooleanSupplier stop)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(plan.clients());
    List<Callable<Void>> clients = new ArrayList<>();
    for (int number = 0; number < plan.clients(); number++) {
      Random random = new Random(plan.seed() + number);
      clients.add(() -> {
        client(random, progress, busy, stop);
        return null;
      });
    }
    try {
      for (Future<Void> client : threads.invokeAll(clients)) {
        client.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("A client ended", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private void client(
      Random random, LongConsumer progress, BooleanSupplier busy, BooleanSupplier stop) {
    while (!stop.getAsBoolean()) {
      if (busy.getAsBoolean()) {
        LockSupport.parkNanos(PAUSE_NANOS);
        continue;
      }
      switch (random.nextInt(5)) {
        case 0 -> deposit(random);
        case 1 -> withdraw(random);
        default -> {
          long number = started.incrementAndGet();
          if (number > plan.transfers()) {
            started.decrementAndGet();
            return;
          }
          transfer(random);
          progress.accept(started.get());
        }
      }
    }
  }

  private void deposit(Random random) {
    long cents = cents(random);
    if (send(new Deposit(account(random), cents, today, "Cash"))) {
      brought.addAndGet(cents);
    }
  }

  private void withdraw(Random random) {
    long cents = cents(random);
    if (send(new Withdraw(account(random), cents, today, "Cash"))) {
      brought.addAndGet(-cents);
    }
  }

  /** Now and then to an account that is not there, so that the money has to come back. */
  private void transfer(Random random) {
    AccountId from = account(random);
    AccountId to = random.nextInt(20) == 0
        ? new AccountId(1_000_000L + random.nextInt(1_000))
        : new AccountId(from.value() % plan.accounts() + 1);
    send(new StartTransfer(new TransferId(UUID.randomUUID()), from, to, cents(random), today));
  }

  /** Under an id, so that it can be sent again for as long as nobody knows what became of it. */
  private boolean send(Object command) {
    CommandContext context = CommandContext.withId(EventIds.next());
    long began = System.nanoTime();
    boolean first = true;
    while (true) {
      try {
        commands.send(command, context);
        accepted.incrementAndGet();
        return true;
      } catch (CommandRefused e) {
        refused.incrementAndGet();
        return false;
      } catch (LogUnavailableException | CommandConflictException e) {
        if (System.nanoTime() - began > PATIENCE.toNanos()) {
          throw e;
        }
        if (first) {
          repeated.incrementAndGet();
        }
        first = false;
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private AccountId account(Random random) {
    return new AccountId(random.nextInt(plan.accounts()) + 1L);
  }

  private static long cents(Random random) {
    return random.nextLong(1, MOST_CENTS);
  }

  public long started() {
    return started.get();
  }

  public long accepted() {
    return accepted.get();
  }

  public long refused() {
    return refused.get();
  }

  /** How many commands were sent more than once. */
  public long repeated() {
    return repeated.get();
  }

  public long broughtCents() {
    return brought.get();
  }
}
