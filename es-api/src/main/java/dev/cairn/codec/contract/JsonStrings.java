package dev.cairn.codec.contract;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Strings as JSON and the languages of its family write them. */
final class JsonStrings {

  private JsonStrings() {}

  static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }
}
