package dev.cairn.bank.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.bank.Bank;
import dev.cairn.bank.account.AccountCommand;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.Deposit;
import dev.cairn.bank.account.OpenAccount;
import dev.cairn.bank.account.TransferId;
import dev.cairn.bank.account.Withdraw;
import dev.cairn.bank.browser.BrowserPage;
import dev.cairn.bank.browser.Chromium;
import dev.cairn.bank.transfer.StartTransfer;
import dev.cairn.event.EventIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Takes pictures of the page while a bank is busy: light, dark, and on a phone. They go into the directory
 * that the property {@code pictures} names, after a minute, or into {@code target} at once.
 */
final class PagePicturesIT {

  private static final long SEED = 42;
  private static final List<String> INCOME = List.of("wages", "refund", "sale of a bicycle");
  private static final List<String> SPENDING =
      List.of("rent", "groceries", "train ticket", "electricity", "books", "insurance");

  private final Random random = new Random(SEED);

  @Test
  void theBusyBankLooksAsItShould() throws IOException {
    Optional<Path> program = Chromium.installed();
    assumeTrue(program.isPresent(), "There is no Chromium here to take pictures with");
    String directory = System.getProperty("pictures", "");
    Path pictures = Path.of(directory.isEmpty() ? "target/pictures" : directory);
    try (Chromium chromium = Chromium.start(program.get());
        HttpBank bank = HttpBank.publishing();
        BrowserPage page = chromium.open(bank.uri())) {
      open(bank.bank());
      play(bank.bank(), directory.isEmpty() ? 2 : 60);
      show(page);
      page.size(1440, 1024, false);
      page.screenshot(pictures.resolve("page-light.png"));
      page.dark(true);
      page.screenshot(pictures.resolve("page-dark.png"));
      page.dark(false);
      page.size(360, 1000, true);
      page.value("document.getElementById('account').scrollIntoView()");
      page.screenshot(pictures.resolve("page-phone.png"));
    }
    assertThat(Files.size(pictures.resolve("page-light.png"))).isGreaterThan(10_000);
  }

  private static void open(Bank bank) {
    for (long number = 1001; number <= 1014; number++) {
      bank.commands().send(new OpenAccount(new AccountId(number), 50_000, day(0)));
      bank.commands().send(new Deposit(new AccountId(number), 250_000, day(0), "first deposit"));
    }
  }

  /** Bursts, so that there is something to catch up with. */
  private void play(Bank bank, int seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (int burst = 1; System.nanoTime() < end || burst <= 5; burst++) {
      for (int i = random.nextInt(120); i >= 0; i--) {
        bank.commands().send(booking(new AccountId(1001 + random.nextInt(14)), burst));
      }
      bank.commands()
          .send(new StartTransfer(
              new TransferId(EventIds.next()),
              new AccountId(1001 + random.nextInt(7)),
              new AccountId(1008 + random.nextInt(7)),
              100 + 50L * random.nextInt(200),
              day(burst % 40)));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(700)));
    }
    bank.commands().send(new Withdraw(new AccountId(1004), 6_450, day(40), "groceries"));
  }

  private AccountCommand booking(AccountId account, int burst) {
    LocalDate on = day(burst % 40);
    long cents = 100L + random.nextInt(9_000);
    // What comes in outweighs what goes, or most would be refused in the end.
    return random.nextInt(5) < 3
        ? new Deposit(account, cents, on, INCOME.get(random.nextInt(INCOME.size())))
        : new Withdraw(account, cents / 2, on, SPENDING.get(random.nextInt(SPENDING.size())));
  }

  private static LocalDate day(int number) {
    return LocalDate.of(2026, 2, 1).plusDays(number);
  }

  private static void show(BrowserPage page) {
    page.value("location.hash = '#/accounts/1004'");
    page.awaitText("#account-title", "Account 1004");
    page.awaitText("#in-flight", "No money is on its way");
    page.type("form[aria-label=Withdraw] [name=cents]", "1,000,000");
    page.press("Enter");
    page.awaitText("form[aria-label=Withdraw] .reason", "available");
    page.value("document.getElementById('version').focus()");
    for (int i = 0; i < 3; i++) {
      page.press("ArrowLeft");
    }
    page.awaitText("#then", "after");
    page.click("#projection-statements button");
    page.awaitText("#projection-statements", "done");
    page.value("document.activeElement.blur(); scrollTo(0, 0)");
    for (String machine : List.of("#relay", "#projection-transfer-process")) {
      page.awaitText(machine, "0 behind");
    }
  }
}
