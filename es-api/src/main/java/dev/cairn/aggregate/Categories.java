package dev.cairn.aggregate;

import dev.cairn.InvalidInputException;
import dev.cairn.event.StreamId;
import java.util.List;

/** Checks categories of streams. */
final class Categories {

  private static final String SOME_KEY = "1";

  private Categories() {}

  static void check(String category, List<String> problems) {
    try {
      StreamId.of(category, SOME_KEY);
    } catch (InvalidInputException e) {
      problems.add("The category cannot be used: " + e.getMessage());
    }
  }
}
