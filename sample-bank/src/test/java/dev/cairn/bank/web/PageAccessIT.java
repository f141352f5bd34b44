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

  /** Every text that is seen with less contrast to what is behind it than WCAG 2 wants for small letters. */
  private static final String PALE = """
      (() => {
        const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
        const luminance = (color) => {
          const [r, g, b] = numbers(color).slice(0, 3).map((value) => value / 255)
            .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const behind = (node) => {
          const color = getComputedStyle(node).backgroundColor;
          return node.parentElement === null || (numbers(color)[3] ?? 1) > 0 ? color : behind(node.parentElement);
        };
        return [...document.querySelectorAll('body *')]
          .filter((node) => node.checkVisibility() && !node.matches(':disabled, .changed *')
            && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim() !== ''))
          .map((node) => {
            const [a, b] = [luminance(getComputedStyle(node).color), luminance(behind(node))];
            return { node, ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) };
          })
          .filter(({ ratio }) => ratio < 4.5)
          .map(({ node, ratio }) => `${ratio.toFixed(2)} ${node.outerHTML.slice(0, 80)}`)
          .join('\\n');
      })()""";

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
  void canBeReadInTheLightAndInTheDark() {
    SERVED.show(500);
    page.type("form[aria-label=Withdraw] [name=cents]", "a lot");
    page.press("Enter");
    page.awaitText("form[aria-label=Withdraw] .reason", "must be an amount");
    page.awaitText("#projection-balances", "up to date");
    page.dark(false);
    String light = background();
    assertThat(page.value(PALE).asText()).isEmpty();
    page.dark(true);
    assertThat(background()).isNotEqualTo(light);
    assertThat(page.value(PALE).asText()).isEmpty();
  }

  private String background() {
    return page.value("getComputedStyle(document.body).backgroundColor").asText();
  }

  @Test
  void fitsAPhone() {
    page.size(360, 740, true);
    SERVED.show(123_456_789);
    assertThat(page.value("document.scrollingElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(360);
  }
}
