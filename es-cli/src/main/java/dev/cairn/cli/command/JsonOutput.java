package dev.cairn.cli.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A result for programs: JSON objects, each on one line. Written as it comes, so that it may be longer than
 * memory. Instants and ids are text.
 */
public final class JsonOutput implements AutoCloseable {

  private static final JsonFactory FACTORY = JsonFactory.builder()
      .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
      .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
      .build();

  private final PrintWriter out;
  private final JsonGenerator json;

  JsonOutput(PrintWriter out) {
    this.out = out;
    try {
      this.json = FACTORY.createGenerator(out).setRootValueSeparator(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  private JsonOutput write(Writing writing) {
    try {
      writing.to(json);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins an object: the document, or an element of an array. */
  public JsonOutput begin() {
    return write(JsonGenerator::writeStartObject);
  }

  /** Begins an object in a field. */
  public JsonOutput begin(String field) {
    return write(to -> to.writeObjectFieldStart(field));
  }

  /** Begins an array in a field. */
  public JsonOutput beginArray(String field) {
    return write(to -> to.writeArrayFieldStart(field));
  }

  /** Ends an array. */
  public JsonOutput endArray() {
    return write(JsonGenerator::writeEndArray);
  }

  /** Ends an object; the outermost one ends its line. */
  public JsonOutput end() {
    write(JsonGenerator::writeEndObject);
    if (json.getOutputContext().inRoot()) {
      write(JsonGenerator::flush);
      out.println();
      requireReader();
    }
    return this;
  }

  /**
   * Ends the command if nobody reads any more; for results that are long.
   */
  public void requireReader() {
    write(JsonGenerator::flush);
    if (out.checkError()) {
      throw new OutputClosedException();
    }
  }

  public JsonOutput put(String field, long value) {
    return write(to -> to.writeNumberField(field, value));
  }

  public JsonOutput put(String field, double value) {
    return write(to -> to.writeNumberField(field, value));
  }

  public JsonOutput put(String field, boolean value) {
    return write(to -> to.writeBooleanField(field, value));
  }

  /** Text, an instant, an id, or null. */
  public JsonOutput put(String field, @Nullable Object value) {
    return write(to -> to.writeStringField(field, value == null ? null : value.toString()));
  }

  /** An element of an array. */
  public JsonOutput add(UUID value) {
    return write(to -> to.writeString(value.toString()));
  }

  /** An element of an array. */
  public JsonOutput add(String value) {
    return write(to -> to.writeString(value));
  }

  /**
   * JSON as it is stored. Text may hold no newline unescaped, so those that there are stand between tokens,
   * where a space says the same on one line.
   */
  public JsonOutput putStored(String field, byte[] stored) {
    String text = new String(stored, StandardCharsets.UTF_8).replace('\n', ' ').replace('\r', ' ');
    return write(to -> {
      to.writeFieldName(field);
      to.writeRawValue(text);
    });
  }

  @Override
  public void close() {
    write(JsonGenerator::close);
  }
}
