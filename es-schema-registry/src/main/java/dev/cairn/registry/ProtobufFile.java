package dev.cairn.registry;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.cairn.codec.contract.ProtobufContract;
import dev.cairn.codec.contract.ProtobufContract.EnumType;
import dev.cairn.codec.contract.ProtobufContract.Field;
import dev.cairn.codec.contract.ProtobufContract.FieldType;
import dev.cairn.codec.contract.ProtobufContract.Label;
import dev.cairn.codec.contract.ProtobufContract.Message;

/**
 * What the compiler of Protocol Buffers would make of a contract's text, which their library for Java
 * cannot read.
 */
final class ProtobufFile {

  private final ProtobufContract contract;

  private ProtobufFile(ProtobufContract contract) {
    this.contract = contract;
  }

  static FileDescriptor of(ProtobufContract contract) {
    try {
      return FileDescriptor.buildFrom(new ProtobufFile(contract).file(), new FileDescriptor[0]);
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(
          "This is no file of Protocol Buffers:\n" + contract.text(), e);
    }
  }

  private FileDescriptorProto file() {
    FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder()
        .setName(contract.packageName() + ".proto")
        .setPackage(contract.packageName())
        .setSyntax("proto3");
    contract.messages().forEach(message -> file.addMessageType(message(message)));
    contract.enums().forEach(type -> file.addEnumType(enumeration(type)));
    return file.build();
  }

  private static EnumDescriptorProto enumeration(EnumType type) {
    EnumDescriptorProto.Builder built = EnumDescriptorProto.newBuilder().setName(type.name());
    type.values()
        .forEach(value -> built.addValueBuilder().setName(value.name()).setNumber(value.number()));
    return built.build();
  }

  private DescriptorProto message(Message message) {
    DescriptorProto.Builder built = DescriptorProto.newBuilder().setName(message.name());
    if (message.fields().stream().anyMatch(field -> field.label() == Label.ONE_OF)) {
      built.addOneofDecl(OneofDescriptorProto.newBuilder().setName(oneofName(message)));
    }
    message.fields().forEach(field -> built.addField(field(built, field)));
    addPresence(built);
    return built.build();
  }

  /** Names of fields are in the same scope. It is not on the wire. */
  private static String oneofName(Message message) {
    boolean taken = message.fields().stream().anyMatch(field -> field.name().equals("alternative"));
    return taken ? "alternative_" : "alternative";
  }

  private FieldDescriptorProto field(DescriptorProto.Builder message, Field field) {
    FieldDescriptorProto.Builder built = FieldDescriptorProto.newBuilder()
        .setName(field.name())
        .setNumber(field.number())
        .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
    switch (field.label()) {
      case MAP -> {
        built.setLabel(FieldDescriptorProto.Label.LABEL_REPEATED);
        message.addNestedType(entry(field));
        return built
            .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
            .setTypeName(fullName(message.getName() + "." + entryName(field)))
            .build();
      }
      case REPEATED -> built.setLabel(FieldDescriptorProto.Label.LABEL_REPEATED);
      case OPTIONAL -> built.setProto3Optional(true);
      case ONE_OF -> built.setOneofIndex(0);
      case ALWAYS -> {}
    }
    return typed(built, field).build();
  }

  private FieldDescriptorProto.Builder typed(FieldDescriptorProto.Builder built, Field field) {
    if (field.type() == FieldType.ENUM || field.type() == FieldType.MESSAGE) {
      built.setTypeName(fullName(field.typeName()));
    }
    return built.setType(
        FieldDescriptorProto.Type.valueOf("TYPE_" + field.type().name()));
  }

  private DescriptorProto entry(Field map) {
    FieldDescriptorProto.Builder key = FieldDescriptorProto.newBuilder()
        .setName("key")
        .setNumber(1)
        .setType(FieldDescriptorProto.Type.TYPE_STRING)
        .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
    FieldDescriptorProto.Builder value = FieldDescriptorProto.newBuilder()
        .setName("value")
        .setNumber(2)
        .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
    return DescriptorProto.newBuilder()
        .setName(entryName(map))
        .setOptions(MessageOptions.newBuilder().setMapEntry(true))
        .addField(key)
        .addField(typed(value, map))
        .build();
  }

  /** As the compiler names it. */
  private static String entryName(Field map) {
    StringBuilder name = new StringBuilder();
    for (String part : map.name().split("_", -1)) {
      if (!part.isEmpty()) {
        name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
      }
    }
    return name.append("Entry").toString();
  }

  /** Each optional field is alone in a oneof of its own, which come after the others. */
  private static void addPresence(DescriptorProto.Builder message) {
    for (FieldDescriptorProto.Builder field : message.getFieldBuilderList()) {
      if (field.getProto3Optional()) {
        field.setOneofIndex(message.getOneofDeclCount());
        message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + field.getName()));
      }
    }
  }

  private String fullName(String name) {
    return "." + contract.packageName() + "." + name;
  }
}
