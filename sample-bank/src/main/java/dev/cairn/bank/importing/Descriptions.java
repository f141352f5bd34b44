package dev.cairn.bank.importing;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in words what the codes of a row say. A code that is not known stays as it is. */
final class Descriptions {

  private static final Map<String, String> OPERATIONS = Map.of(
      "VKLAD", "cash in",
      "VYBER", "cash out",
      "VYBER KARTOU", "card",
      "PREVOD Z UCTU", "from another bank",
      "PREVOD NA UCET", "to another bank");

  private static final Map<String, String> PURPOSES = Map.of(
      "UROK", "interest",
      "SLUZBY", "statement fee",
      "SIPO", "household",
      "DUCHOD", "pension",
      "POJISTNE", "insurance",
      "UVER", "loan",
      "SANKC. UROK", "penalty interest");

  private Descriptions() {}

  static String of(String operation, String purpose, String bank, String account) {
    String counterparty = bank.isBlank() ? "" : (bank + " " + account).strip();
    return Stream.of(
            PURPOSES.getOrDefault(purpose, purpose.strip()),
            OPERATIONS.getOrDefault(operation, operation.strip()),
            counterparty)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }
}
