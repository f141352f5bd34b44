package dev.cairn.registry;

import static dev.cairn.registry.TestEvents.recorded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import dev.cairn.outbox.EventValue;
import dev.cairn.registry.TestEvents.Deposited;
import dev.cairn.registry.TestEvents.Opened;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values byte by byte, and as those read them who know nothing but the registry. */
class WireFormatIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOPIC = "bank.account";

  private final SchemaRegistry registry = OwnRegistry.client();

  @TempDir
  Path directory;

  /** A zero, the id in four bytes, and the event. */
  private static byte[] framed(int id, int... event) {
    ByteBuffer bytes = ByteBuffer.allocate(5 + event.length).put((byte) 0).putInt(id);
    for (int one : event) {
      bytes.put((byte) one);
    }
    return bytes.array();
  }

  private static int id(EventValue value) {
    assertThat(value.bytes()[0]).isZero();
    return ByteBuffer.wrap(value.bytes()).getInt(1);
  }

  @Test
  void aValueOfAvroIsWhatItsSpecificationSays() {
    EventValue value = AvroValues.of(registry, TestEvents.settings())
        .write(recorded(new Deposited(300, "hi")), TOPIC);

    int id = registry.latest("bank.events.money_deposited.MoneyDeposited").id();
    // Zigzag of 300 is 600, seven bits at a time; zigzag of the length of the text is 4.
    assertThat(value.bytes()).isEqualTo(framed(id, 0xD8, 0x04, 0x04, 'h', 'i'));
    assertThat(value.contentType()).isEqualTo("application/avro");
    assertThat(value.dataSchema()).isEqualTo(OwnRegistry.server().url() + "/schemas/ids/" + id);
  }

  @Test
  void aValueOfProtocolBuffersIsWhatTheirSpecificationSays() {
    RegistryValueSettings settings =
        TestEvents.settings().withSubjects(SubjectNaming.byTopicAndRecord());
    EventValue value =
        ProtobufValues.of(registry, settings).write(recorded(new Deposited(300, "hi")), TOPIC);

    int id =
        registry.latest(TOPIC + "-bank.events.money_deposited.MoneyDeposited").id();
    // The message index; field 1 as a varint of 300; field 2 of two bytes.
    assertThat(value.bytes()).isEqualTo(framed(id, 0x00, 0x08, 0xAC, 0x02, 0x12, 0x02, 'h', 'i'));
    assertThat(value.contentType()).isEqualTo("application/protobuf");
    assertThat(value.dataSchema()).isEqualTo(OwnRegistry.server().url() + "/schemas/ids/" + id);
  }

  @Test
  void oneEventHasOneValueWhoeverWritesIt() {
    for (int i = 0; i < 3; i++) {
      RegistryValueSettings settings =
          TestEvents.settings().withSubjects((topic, name) -> "avro-" + name);
      assertThat(AvroValues.of(OwnRegistry.client(), settings)
              .write(recorded(TestEvents.everything()), TOPIC)
              .bytes())
          .isEqualTo(AvroValues.of(registry, settings)
              .write(recorded(TestEvents.everything()), TOPIC)
              .bytes());
    }
  }

  @Test
  void whoHasTheSchemaOfTheIdReadsAvro() throws Exception {
    EventValue value = AvroValues.of(registry, TestEvents.settings())
        .write(recorded(TestEvents.everything()), TOPIC);

    Schema schema =
        new Schema.Parser().parse(OwnRegistry.client().schema(id(value)).text());
    GenericRecord event = new GenericDatumReader<GenericRecord>(schema)
        .read(
            null,
            DecoderFactory.get().binaryDecoder(value.bytes(), 5, value.bytes().length - 5, null));

    assertThat(JSON.readTree(event.toString()))
        .isEqualTo(JSON.readTree(resource("everything.avro.json")));
    assertThat(((GenericRecord) event.get("payment")).getSchema().getName()).isEqualTo("Card");
  }

  /** A consumer compiles what the registry has, with the compiler of Protocol Buffers. */
  @Test
  void whoHasTheSchemaOfTheIdReadsProtocolBuffers() throws Exception {
    EventValue value = ProtobufValues.of(
            registry, TestEvents.settings().withSubjects(SubjectNaming.byTopicAndRecord()))
        .write(recorded(TestEvents.everything()), TOPIC);

    String proto = OwnRegistry.client().schema(id(value)).text();
    Descriptor descriptor = Protoc.compile(directory, proto).getMessageTypes().get(0);
    DynamicMessage event = DynamicMessage.parseFrom(
        descriptor, java.util.Arrays.copyOfRange(value.bytes(), 6, value.bytes().length));

    assertThat(value.bytes()[5]).isZero();
    assertThat(event.getUnknownFields().asMap()).isEmpty();
    assertThat(event.toString()).isEqualTo(resource("everything.textproto"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(WireFormatIT.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatIsZeroInProtocolBuffersIsNotWritten() {
    RegistryValueSettings settings =
        TestEvents.settings().withSubjects(SubjectNaming.byTopicAndRecord());

    EventValue value =
        ProtobufValues.of(registry, settings).write(recorded(new Deposited(0, "")), TOPIC);

    assertThat(value.bytes()).hasSize(6);
  }

  @Test
  void eachEventHasASubjectOfItsOwn() {
    AvroValues.of(registry, TestEvents.settings()).write(recorded(new Opened("a")), TOPIC);

    assertThat(
            registry.latest("bank.events.account_opened.AccountOpened").schema().format())
        .isEqualTo(SchemaFormat.AVRO);
  }
}
