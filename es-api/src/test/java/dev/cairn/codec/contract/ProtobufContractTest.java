package dev.cairn.codec.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.contract.ProtobufContract.Constant;
import dev.cairn.codec.contract.ProtobufContract.EnumType;
import dev.cairn.codec.contract.ProtobufContract.Field;
import dev.cairn.codec.contract.ProtobufContract.FieldType;
import dev.cairn.codec.contract.ProtobufContract.Label;
import dev.cairn.codec.contract.ProtobufContract.Message;
import dev.cairn.codec.schema.EventSchema;
import dev.cairn.codec.schema.EventSchemas;
import dev.cairn.codec.schema.SampleEvents;
import dev.cairn.event.EventType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of Protocol Buffers, as their compiler reads them. */
final class ProtobufContractTest {

  @TempDir
  private Path directory;

  @Test
  void theCompilerReadsEveryFileAsTheContractSays() throws Exception {
    List<EventSchema> schemas = new ArrayList<>(SampleEvents.schemas().all());
    schemas.add(HostileNames.schema());
    for (EventSchema schema : schemas) {
      ProtobufContract contract = ProtobufContract.of(schema, "bank.events");
      FileDescriptor file = Protoc.compile(directory, contract.text());
      assertThat(file.getPackage()).isEqualTo(contract.packageName());
      assertThat(file.getMessageTypes()).hasSameSizeAs(contract.messages());
      assertThat(file.getMessageTypes().get(0).getName()).isEqualTo(schema.root());
      assertThat(file.getEnumTypes()).hasSameSizeAs(contract.enums());
      contract.messages().forEach(it -> assertSame(file.findMessageTypeByName(it.name()), it));
      contract.enums().forEach(it -> assertSame(file.findEnumTypeByName(it.name()), it));
    }
  }

  private static void assertSame(Descriptor compiled, Message message) {
    assertThat(compiled.getFields()).hasSameSizeAs(message.fields());
    for (Field field : message.fields()) {
      FieldDescriptor found = compiled.findFieldByNumber(field.number());
      assertThat(found.getName()).isEqualTo(field.name());
      assertThat(found.getJsonName()).isEqualTo(field.json());
      assertThat(found.isMapField()).isEqualTo(field.label() == Label.MAP);
      assertThat(found.isRepeated())
          .isEqualTo(field.label() == Label.MAP || field.label() == Label.REPEATED);
      assertThat(found.getRealContainingOneof() != null).isEqualTo(field.label() == Label.ONE_OF);
      if (field.label() == Label.OPTIONAL) {
        assertThat(found.hasPresence()).isTrue();
      }
      FieldDescriptor held =
          found.isMapField() ? found.getMessageType().findFieldByNumber(2) : found;
      assertThat(held.getType().name()).isEqualTo(field.type().name());
      if (field.type() == FieldType.MESSAGE) {
        assertThat(held.getMessageType().getName()).isEqualTo(field.typeName());
      } else if (field.type() == FieldType.ENUM) {
        assertThat(held.getEnumType().getName()).isEqualTo(field.typeName());
      }
    }
  }

  private static void assertSame(EnumDescriptor compiled, EnumType type) {
    assertThat(compiled.getValues()).hasSameSizeAs(type.values());
    for (Constant value : type.values()) {
      assertThat(compiled.findValueByNumber(value.number()).getName()).isEqualTo(value.name());
    }
  }

  enum Old {
    A,
    B,
    C
  }

  enum New {
    C,
    D,
    A
  }

  @EventType("changed")
  record First(String gone, int amount, List<String> list, Old e) {}

  @EventType(value = "changed", revision = 2)
  record Second(
      long added, @Nullable Integer amount, @Nullable List<String> list, New e) {}

  @EventType(value = "changed", revision = 3)
  record Third(String gone, String amount, List<String> list) {}

  @Test
  void numbersStayAndAreNeverUsedAgain() throws Exception {
    EventSchema one = schema(First.class);
    EventSchema two = schema(Second.class);
    EventSchema three = schema(Third.class);

    Message first = root(List.of(one));
    assertThat(numbers(first)).containsExactly("gone=1", "amount=2", "list=3", "e=4");

    Message second = root(List.of(one, two));
    assertThat(numbers(second)).containsExactly("amount=2", "added=5", "list=6", "e=7");
    assertThat(second.reserved()).containsExactly(1, 3, 4);

    ProtobufContract last = ProtobufContract.of(List.of(one, two, three), "bank");
    assertThat(numbers(last.messages().get(0))).containsExactly("gone=1", "list=3", "amount=8");
    assertThat(last.messages().get(0).reserved()).containsExactly(2, 4, 5, 6, 7);
    Descriptor compiled =
        Protoc.compile(directory, last.text()).findMessageTypeByName(three.root());
    assertThat(compiled.isReservedNumber(2)).isTrue();
    assertThat(compiled.isReservedNumber(8)).isFalse();
  }

  @Test
  void constantsKeepTheirNumbersToo() {
    EventSchema one = schema(WithOld.class);
    String text = schema(WithNew.class).toJsonSchema().replace("New", "Old");
    EventSchema two = EventSchema.fromJsonSchema(text);

    EnumType now = ProtobufContract.of(List.of(one, two), "bank").enums().get(0);

    assertThat(now.values().stream().map(it -> it.json() + "=" + it.number()))
        .containsExactly("=0", "A=1", "C=3", "D=4");
    assertThat(now.reserved()).containsExactly(2);
  }

  @EventType("coloured")
  record WithOld(Old e) {}

  @EventType(value = "coloured", revision = 2)
  record WithNew(New e) {}

  private static List<String> numbers(Message message) {
    return message.fields().stream().map(it -> it.json() + "=" + it.number()).toList();
  }

  private static Message root(List<EventSchema> history) {
    return ProtobufContract.of(history, "bank").messages().get(0);
  }

  private static EventSchema schema(Class<?> event) {
    return EventSchemas.of(JacksonEventCodec.forEvents(event)).all().iterator().next();
  }
}
