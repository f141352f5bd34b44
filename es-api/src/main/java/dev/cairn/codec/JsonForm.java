package dev.cairn.codec;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.util.List;

/**
 * Between objects of one class and their JSON text, written and read as {@link JacksonEventCodec} does
 * with events; for other things than events that are stored. Thread-safe.
 */
public final class JsonForm<T> {

  private final ObjectWriter writer;
  private final ObjectReader reader;

  private JsonForm(ObjectWriter writer, ObjectReader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  /**
   * The form of a class.
   *
   * @param problems gets a sentence for everything in it that cannot be stored
   */
  public static <T> JsonForm<T> of(Class<T> type, List<String> problems) {
    ObjectMapper mapper = JacksonEventCodec.defaultMapper();
    mapper.setAnnotationIntrospector(new SealedTypeNames());
    problems.addAll(ComponentCheck.problemsOf(List.of(type), mapper));
    return new JsonForm<>(mapper.writerFor(type), mapper.readerFor(type));
  }

  /**
   * The text, UTF-8.
   *
   * @throws IOException if Jackson cannot write it
   */
  public byte[] write(T value) throws IOException {
    return writer.writeValueAsBytes(value);
  }

  /**
   * The object with this text.
   *
   * @throws IOException if the text is not of such an object
   */
  public T read(byte[] json) throws IOException {
    T value = reader.readValue(json);
    if (value == null) {
      throw new IOException("The text is null");
    }
    return value;
  }
}
