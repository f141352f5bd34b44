package dev.cairn.cli.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Stored JSON for people: one field on a line, everything else as it was written. */
final class PrettyJson {

  private static final JsonFactory FACTORY = JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNumberLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .build())
      .build();

  private PrettyJson() {}

  static List<String> lines(byte[] stored) {
    StringWriter text = new StringWriter();
    try (JsonParser in = FACTORY.createParser(stored);
        JsonGenerator out = FACTORY.createGenerator(text)) {
      out.setPrettyPrinter(new DefaultPrettyPrinter());
      while (in.nextToken() != null) {
        // Exact, so that no digit of a number is lost.
        out.copyCurrentEventExact(in);
      }
    } catch (IOException e) {
      // Nested deeper than Jackson goes; or not JSON, which the database does not take.
      return new String(stored, StandardCharsets.UTF_8).lines().toList();
    }
    return text.toString().lines().toList();
  }
}
