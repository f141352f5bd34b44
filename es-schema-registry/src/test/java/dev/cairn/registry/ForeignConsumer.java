package dev.cairn.registry;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.DynamicMessage;
import dev.cairn.outbox.PublishedEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** Reads values with the libraries of their formats and a registry, knowing nothing of the events. */
final class ForeignConsumer {

  private final SchemaRegistry registry = OwnRegistry.client();
  private final Map<Integer, Schema> schemas = new HashMap<>();
  private final Map<Integer, Descriptor> messages = new HashMap<>();
  private final Path directory;

  /**
   * @param directory for the compiler of Protocol Buffers
   */
  ForeignConsumer(Path directory) {
    this.directory = directory;
  }

  /** The value of a field, whatever the format. */
  Object field(PublishedEvent event, String name) throws Exception {
    byte[] value = event.data();
    int id = ByteBuffer.wrap(value).getInt(1);
    if (value[0] != 0) {
      throw new IOException("The value does not begin with a zero");
    }
    return event.contentType().equals(AvroValues.CONTENT_TYPE)
        ? avro(id, value).get(name).toString()
        : message(id, value, name).toString();
  }

  private GenericRecord avro(int id, byte[] value) throws IOException {
    Schema schema = schemas.computeIfAbsent(
        id, unknown -> new Schema.Parser().parse(registry.schema(unknown).text()));
    return new GenericDatumReader<GenericRecord>(schema)
        .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
  }

  private Object message(int id, byte[] value, String name)
      throws IOException, InterruptedException, DescriptorValidationException {
    Descriptor descriptor = messages.get(id);
    if (descriptor == null) {
      Path fresh = Files.createDirectories(directory.resolve(String.valueOf(id)));
      descriptor =
          Protoc.compile(fresh, registry.schema(id).text()).getMessageTypes().get(0);
      messages.put(id, descriptor);
    }
    DynamicMessage message =
        DynamicMessage.parseFrom(descriptor, Arrays.copyOfRange(value, 6, value.length));
    return message.getField(descriptor.findFieldByName(name));
  }
}
