package dev.cairn.bank.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.Deposit;
import dev.cairn.bank.browser.BrowserPage;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do on the page, in a real browser. */
final class PageIT {

  private static final String DEPOSIT = "form[aria-label=Deposit] ";
  private static final String WITHDRAW = "form[aria-label=Withdraw] ";
  private static final String TRANSFER = "form[aria-label=Transfer] ";
  private static final String OPEN = "form[aria-label='Open an account'] ";

  @RegisterExtension
  static final ServedPage SERVED = new ServedPage();

  private BrowserPage page;
  private HttpBank bank;

  @BeforeEach
  void look() {
    page = SERVED.page();
    bank = SERVED.bank();
  }

  @Test
  void anAccountIsOpenedAndTakesADeposit() {
    page.type(OPEN + "[name=account]", "77001");
    page.type(OPEN + "[name=overdraftLimit]", "100");
    page.click(OPEN + "button");
    page.awaitText("#account-title", "Account 77001");
    page.awaitText("#account-facts", "overdraft limit 100.00, 100.00 available");
    page.type(DEPOSIT + "[name=cents]", "1,200.5");
    page.type(DEPOSIT + "[name=description]", "wages");
    page.press("Enter");
    page.awaitText("#balance", "1,200.50");
    page.awaitText("#account-rows", "1,200.50");
    page.awaitText("#events", "money deposited wages");
    page.click("#tab-statement");
    page.awaitText("#statement", "wages");
    assertThat(page.value("document.querySelector(\"" + DEPOSIT + "[name=cents]\").value")
            .asText())
        .isEmpty();
  }

  @Test
  void theBanksReasonStandsBesideTheForm() {
    String account = SERVED.show(1_250);
    page.type(WITHDRAW + "[name=cents]", "12.51");
    page.click(WITHDRAW + "button");
    page.awaitText(WITHDRAW + ".reason", "has 12.50 available, overdraft included, not 12.51");
    assertThat(bank.get(account).json().get("version").asLong()).isEqualTo(2);
    // What is no amount is not even sent, and the other form has nothing to do with it.
    page.type(DEPOSIT + "[name=cents]", "a lot");
    page.click(DEPOSIT + "button");
    page.awaitText(DEPOSIT + ".reason", "Amount must be an amount");
    page.type(OPEN + "[name=account]", account.replace("/api/accounts/", ""));
    page.click(OPEN + "button");
    page.awaitText(OPEN + ".reason", "already");
    // The browser notes every refusal in its console.
    assertThat(page.complaints()).allMatch(complaint -> complaint.contains("status of 4"));
    SERVED.forgiveComplaints();
  }

  @Test
  void balancesChangeWhenSomebodyElseBooks() {
    String account = SERVED.show(500);
    page.value("window.notReloaded = true");
    bank.post(account + "/deposits", "{\"cents\":123400}").expect(200);
    page.awaitText("#balance", "1,239.00");
    page.awaitText("#account-rows", "1,239.00");
    page.awaitText("#event-rows tr:first-child", "+1,234.00");
    page.awaitText("#log li:first-child", "money deposited");
    assertThat(page.value("window.notReloaded").asBoolean()).isTrue();
  }

  @Test
  void whatHappenedWhileTheServerWasAwayIsShownAfterwards() {
    String account = SERVED.show(500);
    AccountId number = new AccountId(Long.parseLong(account.replace("/api/accounts/", "")));
    page.value("window.notReloaded = true");
    bank.whileItIsAway(() -> {
      page.awaitText("#feed", "reconnecting");
      bank.bank().commands().send(new Deposit(number, 250, LocalDate.of(2026, 3, 1), "meanwhile"));
    });
    page.awaitText("#feed", "live");
    page.awaitText("#balance", "7.50");
    page.awaitText("#account-rows", "7.50");
    assertThat(page.value("window.notReloaded").asBoolean()).isTrue();
    // The browser notes in its console that nobody answered.
    assertThat(page.complaints())
        .allMatch(
            complaint -> complaint.contains("net::ERR_") || complaint.contains("status of 503"));
    SERVED.forgiveComplaints();
  }

  @Test
  void moneyIsTransferredAndTheReasonShownIfNot() {
    String to = bank.account(0);
    String from = SERVED.show(1_000);
    page.type(TRANSFER + "[name=cents]", "4");
    page.type(TRANSFER + "[name=to]", to.replace("/api/accounts/", ""));
    page.press("Enter");
    page.awaitText("#balance", "6.00");
    page.awaitText("#transfers li:first-child", "completed");
    page.awaitText("#in-flight", "No money is on its way");
    assertThat(bank.get(to).json().get("balance").asLong()).isEqualTo(400);

    page.type(TRANSFER + "[name=cents]", "5");
    page.type(TRANSFER + "[name=to]", "987654321");
    page.press("Enter");
    page.awaitText(TRANSFER + ".reason", "Account 987654321 is not there");
    page.awaitText("#transfers li:first-child", "came back");
    page.awaitText("#balance", "6.00");
    assertThat(bank.get(from).json().get("balance").asLong()).isEqualTo(600);
  }

  @Test
  void theSliderShowsTheAccountAsItWas() {
    String account = SERVED.show(1_000);
    bank.post(account + "/withdrawals", "{\"cents\":300,\"description\":\"rent\"}")
        .expect(200);
    page.awaitText("#version-text", "3 of 3");
    page.value("document.getElementById('version').focus()");
    page.press("ArrowLeft");
    page.awaitText("#then", "10.00 after money deposited");
    page.awaitText("#version-text", "2 of 3");
    page.press("Home");
    page.awaitText("#then", "0.00 after account opened");
    // What comes meanwhile does not take the past away.
    bank.post(account + "/deposits", "{\"cents\":1}").expect(200);
    page.awaitText("#version-text", "1 of 4");
    page.awaitText("#balance", "7.01");
    assertThat(page.text("#then")).startsWith("0.00");
    page.click("#version-now");
    page.awaitText("#then", "7.01 after money deposited");
  }

  @Test
  void aReadModelIsRebuiltAtThePressOfAButton() {
    SERVED.show(500);
    page.awaitText("#projection-balances", "generation");
    int before = generation();
    page.click("#projection-balances button");
    page.awaitText("#projection-balances", "done");
    page.awaitText("#projection-balances", "generation " + (before + 1));
    page.awaitTrue("!document.querySelector('#projection-balances button').disabled");
  }

  @Test
  void howFarBehindEverythingWasIsPlotted() {
    String plots = "[...document.querySelectorAll('#projections .sparkline polyline')]"
        + ".filter((line) => line.getAttribute('points').split(' ').length > 2).length";
    page.awaitTrue(plots + " === 6");
    page.awaitText("#relay", "This server publishes nothing");
    assertThat(page.value("document.querySelector('#projection-balances .sparkline').ariaLabel")
            .asText())
        .startsWith("Balances over the last 5 minutes: 0 behind now");
  }

  private int generation() {
    return Integer.parseInt(
        page.text("#projection-balances").replaceAll("(?s).*generation (\\d+).*", "$1"));
  }

  @Test
  void whatPeopleWriteIsNeverMarkup() {
    String account = SERVED.show(500);
    String markup = "<img src=x onerror=\\\"window.hurt=1\\\"><b>bold</b>";
    bank.post(account + "/deposits?wait=true", "{\"cents\":1,\"description\":\"" + markup + "\"}")
        .expect(200);
    page.awaitText("#event-rows", "<b>bold</b>");
    page.click("#tab-statement");
    page.awaitText("#statement-rows", "<b>bold</b>");
    assertThat(
            page.value("document.querySelectorAll('main b, main img').length").asInt())
        .isZero();
    assertThat(page.value("window.hurt === undefined").asBoolean()).isTrue();
  }
}
