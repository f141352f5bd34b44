package dev.cairn.outbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * The JSON envelope of structured mode. Payloads of JSON go into it as they are stored, others in Base64
 * (JSON Event Format for CloudEvents 1.0.2, section 3.1).
 */
final class StructuredMode {

  static final Header CONTENT_TYPE = new RecordHeader(
      CloudEventAttribute.CONTENT_TYPE,
      (CloudEventAttribute.STRUCTURED + "; charset=UTF-8").getBytes(StandardCharsets.US_ASCII));

  private static final JsonFactory JSON = new JsonFactory();

  private StructuredMode() {}

  static byte[] envelope(RecordWriting.Attributes attributes, String source, EventValue payload) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(payload.bytes().length + 512);
        JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      write(out, CloudEventAttribute.SPECVERSION, CloudEventAttribute.VERSION_1_0);
      write(out, CloudEventAttribute.ID, attributes.id());
      write(out, CloudEventAttribute.SOURCE, source);
      write(out, CloudEventAttribute.TYPE, attributes.type());
      write(out, CloudEventAttribute.SUBJECT, attributes.subject());
      write(out, CloudEventAttribute.TIME, attributes.time());
      // As text: numbers of CloudEvents end at 2^31, and positions do not.
      write(out, CloudEventAttribute.STREAMVERSION, attributes.streamVersion());
      write(out, CloudEventAttribute.POSITION, attributes.position());
      write(out, CloudEventAttribute.CORRELATIONID, attributes.correlationId());
      write(out, CloudEventAttribute.CAUSATIONID, attributes.causationId());
      write(out, CloudEventAttribute.TRACEPARENT, attributes.traceparent());
      write(out, CloudEventAttribute.DATASCHEMA, payload.dataSchema());
      write(out, CloudEventAttribute.REVISION, attributes.revision());
      out.writeStringField("datacontenttype", payload.contentType());
      if (!payload.isJson()) {
        out.writeBinaryField(CloudEventEnvelope.DATA_BASE64, payload.bytes());
        out.writeEndObject();
        out.flush();
        return bytes.toByteArray();
      }
      out.writeFieldName(CloudEventEnvelope.DATA);
      out.writeRawValue("");
      out.flush();
      bytes.write(payload.bytes());
      bytes.write('}');
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Nothing is written to any place that can fail", e);
    }
  }

  private static void write(
      JsonGenerator out, CloudEventAttribute attribute, @Nullable Object value) throws IOException {
    if (value != null) {
      out.writeStringField(attribute.attribute(), value.toString());
    }
  }
}
