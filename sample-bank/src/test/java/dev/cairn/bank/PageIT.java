package dev.cairn.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.bank.browser.BrowserPage;
import dev.cairn.bank.browser.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page in a real browser. */
final class PageIT {

  private static final String DEPOSIT = "form[aria-label=Deposit] ";
  private static final String WITHDRAW = "form[aria-label=Withdraw] ";
  private static final String OPEN = "form[aria-label='Open an account'] ";

  private static Chromium chromium;
  private static HttpBank bank;

  private BrowserPage page;

  @BeforeAll
  static void startTheBrowser() throws IOException {
    Optional<Path> program = Chromium.installed();
    assumeTrue(
        program.isPresent(),
        "There is no Chromium here: install one, or say -Dchromium=PATH, to test the page");
    chromium = Chromium.start(program.get());
    bank = new HttpBank();
  }

  @AfterAll
  static void end() {
    if (bank != null) {
      bank.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void openThePage() {
    page = chromium.open(bank.uri());
    page.awaitText("#feed", "live");
  }

  @AfterEach
  void nothingWentWrongUnseen() {
    assertThat(page.complaints()).isEmpty();
    page.close();
  }

  /** A new account with so many cents on it, shown on the page; returns where it is in the API. */
  private String shown(long cents) {
    String account = bank.account(cents);
    page.type("#find-number", account.replace("/api/accounts/", ""));
    page.press("Enter");
    page.awaitText("#account-title", "Account " + account.replace("/api/accounts/", ""));
    return account;
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
    String account = shown(1_250);
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
    page.close();
    openThePage();
  }

  @Test
  void balancesChangeWhenSomebodyElseBooks() {
    String account = shown(500);
    page.value("window.notReloaded = true");
    bank.post(account + "/deposits", "{\"cents\":123400}").expect(200);
    page.awaitText("#balance", "1,239.00");
    page.awaitText("#account-rows", "1,239.00");
    page.awaitText("#event-rows tr:first-child", "+1,234.00");
    page.awaitText("#log li:first-child", "money deposited");
    assertThat(page.value("window.notReloaded").asBoolean()).isTrue();
  }

  @Test
  void theSliderShowsTheAccountAsItWas() {
    String account = shown(1_000);
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
    shown(500);
    page.awaitText("#projection-balances", "generation");
    int before = generation();
    page.click("#projection-balances button");
    page.awaitText("#projection-balances", "done");
    page.awaitText("#projection-balances", "generation " + (before + 1));
    page.awaitTrue("!document.querySelector('#projection-balances button').disabled");
  }

  private int generation() {
    return Integer.parseInt(
        page.text("#projection-balances").replaceAll("(?s).*generation (\\d+).*", "$1"));
  }

  @Test
  void allCanBeDoneWithTheKeyboardAlone() {
    String account = shown(500);
    tabTo("document.activeElement.matches(\"" + DEPOSIT + "[name=cents]\")");
    page.type("1.00");
    page.press("Tab");
    page.type("by keyboard");
    page.press("Enter");
    page.awaitText("#balance", "6.00");
    tabTo("document.activeElement.id === 'tab-events'");
    page.press("ArrowRight");
    page.awaitText("#statement", "by keyboard");
    tabTo("document.activeElement.getAttribute('aria-label') === 'Rebuild balances'");
    assertThat(bank.get(account).json().get("balance").asLong()).isEqualTo(600);
  }

  private void tabTo(String isThere) {
    for (int i = 0; i < 200; i++) {
      if (page.value(isThere).asBoolean()) {
        return;
      }
      page.press("Tab");
    }
    throw new AssertionError("No way there with the keyboard: " + isThere);
  }

  @Test
  void everythingThatCanBeUsedHasAName() {
    shown(500);
    Set<String> roles = Set.of(
        "button",
        "textbox",
        "searchbox",
        "slider",
        "link",
        "tab",
        "tabpanel",
        "region",
        "progressbar",
        "image",
        "img");
    List<String> nameless = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (JsonNode node : page.accessibility()) {
      String role = node.path("role").path("value").asText();
      seen.add(role);
      if (!node.path("ignored").asBoolean()
          && roles.contains(role)
          && node.path("name").path("value").asText().isBlank()) {
        nameless.add(node.toString());
      }
    }
    assertThat(nameless).isEmpty();
    assertThat(seen)
        .contains("button", "textbox", "slider", "link", "tab", "tabpanel", "heading", "main");
  }

  @Test
  void whatPeopleWriteIsNeverMarkup() {
    String account = shown(500);
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

  @Test
  void fitsAPhone() {
    page.size(360, 740, true);
    shown(123_456_789);
    assertThat(page.value("document.scrollingElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(360);
  }
}
