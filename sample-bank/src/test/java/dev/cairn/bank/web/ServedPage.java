package dev.cairn.bank.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.bank.browser.BrowserPage;
import dev.cairn.bank.browser.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A bank of its own for the tests of a class, and its page in a real browser, opened anew for each test. The tests
 * are skipped where there is no browser; a test fails if its page complains of anything but read models that are late.
 */
final class ServedPage
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  private @Nullable Chromium chromium;
  private @Nullable HttpBank bank;
  private @Nullable BrowserPage page;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Optional<Path> program = Chromium.installed();
    assumeTrue(
        program.isPresent(),
        "There is no Chromium here: install one, or say -Dchromium=PATH, to test the page");
    chromium = Chromium.start(program.get());
    bank = new HttpBank();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    page = Objects.requireNonNull(chromium).open(bank().uri());
    page.awaitText("#feed", "live");
  }

  BrowserPage page() {
    return Objects.requireNonNull(page);
  }

  HttpBank bank() {
    return Objects.requireNonNull(bank);
  }

  /** A new account with so many cents on it, shown on the page; returns where it is in the API. */
  String show(long cents) {
    String account = bank().account(cents);
    String number = account.replace("/api/accounts/", "");
    page().type("#find-number", number);
    page().press("Enter");
    page().awaitText("#account-title", "Account " + number);
    return account;
  }

  /** For a test that has looked at the complaints itself. */
  void forgiveComplaints() {
    page().close();
    page = null;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (page != null) {
      // A late read model is asked again by the page, and the browser notes it.
      assertThat(page.complaints()).allMatch(complaint -> complaint.contains("status of 503"));
      page.close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (bank != null) {
      bank.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }
}
