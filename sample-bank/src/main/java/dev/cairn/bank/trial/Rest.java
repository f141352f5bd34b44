package dev.cairn.bank.trial;

import dev.cairn.CairnException;
import dev.cairn.bank.Bank;
import dev.cairn.bank.running.ReadModelRun;
import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.event.Position;
import dev.cairn.outbox.RelayStatus;
import dev.cairn.projection.ProcessCounts;
import dev.cairn.projection.ProjectionBehindException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Waits until a bank has come to rest, whichever processes work on it, and says what it waits for. */
public final class Rest {

  /** For which nothing may change, not for how long it takes. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Bank bank;
  private final BooleanSupplier stop;
  private final Consumer<String> say;
  private final Duration patience;

  /**
   * @param stop whether to give up
   * @param say is told every few seconds what is not at rest
   */
  public Rest(Bank bank, BooleanSupplier stop, Consumer<String> say) {
    this(bank, stop, say, PATIENCE);
  }

  Rest(Bank bank, BooleanSupplier stop, Consumer<String> say, Duration patience) {
    this.bank = bank;
    this.stop = stop;
    this.say = say;
    this.patience = patience;
  }

  /**
   * No transfer is under way, and every read model shows all of the log.
   *
   * @return false if it was told to stop before
   * @throws CommandFailedException if it gets no further
   */
  public boolean await() {
    return await(this::underWay);
  }

  /**
   * A relay has published all of the log.
   *
   * @return false if it was told to stop before
   * @throws CommandFailedException if it gets no further
   */
  public boolean awaitPublished(String relay) {
    return await(() -> unpublished(relay));
  }

  /** Looks at the read models twice: the end of a transfer is an event, too. */
  private String underWay() {
    String behind = behind();
    if (!behind.isEmpty()) {
      return behind;
    }
    ProcessCounts transfers = bank.projections().process(Bank.TRANSFERS).counts();
    return transfers.instances() == 0 && transfers.waiting() == 0
        ? behind()
        : words("%,d transfers are under way", transfers.instances());
  }

  private String behind() {
    Position head = bank.store().head();
    for (String name : bank.projections().names()) {
      try {
        bank.projections().waitFor(name, head, LOOK);
      } catch (ProjectionBehindException e) {
        ReadModelRun.requireMoving(bank, name);
        return words("'%s' is at position %,d of %,d", name, e.reached().value(), head.value());
      }
    }
    return "";
  }

  private String unpublished(String relay) {
    Position cursor = RelayStatus.of(bank.store().database(), relay)
        .map(RelayStatus::cursor)
        .orElse(Position.START);
    long left = bank.store().head().value() - cursor.value();
    return left <= 0 ? "" : words("%,d positions are not published yet", left);
  }

  private boolean await(Supplier<String> open) {
    String last = "";
    long changed = System.nanoTime();
    long told = changed;
    while (true) {
      String now = look(open);
      if (now.isEmpty() || stop.getAsBoolean()) {
        return now.isEmpty();
      }
      long time = System.nanoTime();
      if (!now.equals(last)) {
        last = now;
        changed = time;
      } else if (time - changed > patience.toNanos()) {
        throw new CommandFailedException(ExitCode.FAILED, "the bank does not come to rest: " + now);
      }
      if (time - told > TELL_NANOS) {
        told = time;
        say.accept(now);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** The database may just be starting again. */
  private static String look(Supplier<String> open) {
    try {
      return open.get();
    } catch (CommandFailedException e) {
      throw e;
    } catch (CairnException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
