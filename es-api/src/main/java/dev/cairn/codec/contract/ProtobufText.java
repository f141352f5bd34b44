package dev.cairn.codec.contract;

import dev.cairn.codec.contract.ProtobufContract.Constant;
import dev.cairn.codec.contract.ProtobufContract.EnumType;
import dev.cairn.codec.contract.ProtobufContract.Field;
import dev.cairn.codec.contract.ProtobufContract.Label;
import dev.cairn.codec.contract.ProtobufContract.Message;
import java.util.List;
import java.util.stream.Collectors;

/** A contract in the language of Protocol Buffers. */
final class ProtobufText {

  private final StringBuilder text = new StringBuilder();

  private ProtobufText() {}

  static String of(ProtobufContract contract) {
    ProtobufText proto = new ProtobufText();
    proto.text.append("syntax = \"proto3\";\n\npackage ");
    proto.text.append(contract.packageName()).append(";\n");
    contract.messages().forEach(proto::append);
    contract.enums().forEach(proto::append);
    return proto.text.toString();
  }

  private void append(Message message) {
    text.append("\nmessage ").append(message.name()).append(" {\n");
    appendReserved(message.reserved());
    List<Field> choices =
        message.fields().stream().filter(it -> it.label() == Label.ONE_OF).toList();
    message.fields().stream()
        .filter(it -> it.label() != Label.ONE_OF)
        .forEach(it -> append("  ", it));
    if (!choices.isEmpty()) {
      text.append("  oneof ").append(oneofName(choices)).append(" {\n");
      choices.forEach(it -> append("    ", it));
      text.append("  }\n");
    }
    text.append("}\n");
  }

  /** Fields are in the same scope. */
  private static String oneofName(List<Field> choices) {
    boolean taken = choices.stream().anyMatch(it -> it.name().equals("alternative"));
    return taken ? "alternative_" : "alternative";
  }

  private void append(String indent, Field field) {
    text.append(indent);
    switch (field.label()) {
      case OPTIONAL -> text.append("optional ").append(field.typeName());
      case REPEATED -> text.append("repeated ").append(field.typeName());
      case MAP -> text.append("map<string, ").append(field.typeName()).append('>');
      case ALWAYS, ONE_OF -> text.append(field.typeName());
    }
    text.append(' ').append(field.name()).append(" = ").append(field.number());
    if (!field.json().equals(usualJsonName(field.name()))) {
      text.append(" [json_name = \"").append(quoted(field.json())).append("\"]");
    }
    text.append(";\n");
  }

  /** What Protocol Buffers make of the name of a field. */
  private static String usualJsonName(String name) {
    StringBuilder json = new StringBuilder();
    boolean up = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_') {
        up = true;
      } else {
        json.append(up ? Character.toUpperCase(c) : c);
        up = false;
      }
    }
    return json.toString();
  }

  private static String quoted(String text) {
    return text.codePoints()
        .mapToObj(c -> c == '"' || c == '\\'
            ? "\\" + Character.toString(c)
            : c < ' ' ? String.format("\\%03o", c) : Character.toString(c))
        .collect(Collectors.joining());
  }

  private void append(EnumType type) {
    text.append("\nenum ").append(type.name()).append(" {\n");
    appendReserved(type.reserved());
    for (Constant value : type.values()) {
      text.append("  ")
          .append(value.name())
          .append(" = ")
          .append(value.number())
          .append(";\n");
    }
    text.append("}\n");
  }

  private void appendReserved(List<Integer> reserved) {
    if (!reserved.isEmpty()) {
      text.append("  reserved ")
          .append(reserved.stream().map(String::valueOf).collect(Collectors.joining(", ")))
          .append(";\n");
    }
  }
}
