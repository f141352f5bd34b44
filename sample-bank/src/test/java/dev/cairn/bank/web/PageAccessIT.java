package dev.cairn.bank.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.bank.browser.BrowserPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who can use the page, and with what, in a real browser. */
final class PageAccessIT {

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
  void allCanBeDoneWithTheKeyboardAlone() {
    String account = SERVED.show(500);
    tabTo("document.activeElement.matches(\"form[aria-label=Deposit] [name=cents]\")");
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
    SERVED.show(500);
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
  void fitsAPhone() {
    page.size(360, 740, true);
    SERVED.show(123_456_789);
    assertThat(page.value("document.scrollingElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(360);
  }
}
