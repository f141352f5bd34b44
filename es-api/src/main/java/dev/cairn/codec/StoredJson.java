package dev.cairn.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

/** How Cairn has Jackson write and read what is stored, whoever made the mapper. */
final class StoredJson {

  /**
   * Whatever was written can be read again. Jackson's limits on the length of numbers, names and
   * strings hold for reading only, and the text comes from the log, whose own limits let it in. The
   * limit on nesting holds for writing too and stays.
   */
  private static final StreamReadConstraints AS_WRITTEN = StreamReadConstraints.builder()
      .maxNumberLength(Integer.MAX_VALUE)
      .maxNameLength(Integer.MAX_VALUE)
      .maxStringLength(Integer.MAX_VALUE)
      .build();

  private StoredJson() {}

  /** A factory with these settings. */
  static JsonFactory factory() {
    JsonFactory json = JsonFactory.builder()
        // Names can be data (the keys of maps, headers), whose hashes may collide on purpose.
        .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
        .build();
    applyTo(json);
    return json;
  }

  /** Sets up a factory that nobody else uses. */
  static void applyTo(JsonFactory json) {
    json.setStreamReadConstraints(AS_WRITTEN);
    // An emoji as its four bytes of UTF-8, not as twelve of escapes.
    json.configure(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8.mappedFeature(), true);
    // Long numbers in time that grows with their length, not with its square.
    json.configure(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER.mappedFeature(), true);
  }
}
