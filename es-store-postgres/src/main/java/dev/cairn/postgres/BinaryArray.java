package dev.cairn.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * A one-dimensional array parameter, sent in PostgreSQL's binary form straight from bytes, without a
 * detour through strings and their escaping. A connection that was told to send text gets text.
 *
 * <p>The binary form is that of {@code array_recv}: dimensions, null flag, element type, length,
 * lower bound, and then each element behind its length.
 */
@SuppressWarnings("NullAway") // PGobject's null value has no meaning here: an array is never null
final class BinaryArray extends PGobject implements PGBinaryObject {

  private static final long serialVersionUID = 1L;
  private static final int HEADER = 20;
  private static final int INT4_OID = 23;
  private static final int INT8_OID = 20;
  private static final int TEXT_OID = 25;

  private final byte[] binary;
  private final transient Iterable<String> elements;

  private BinaryArray(String type, byte[] binary, Iterable<String> elements) {
    this.type = type;
    this.binary = binary;
    this.elements = elements;
  }

  static BinaryArray ofInts(int[] values) {
    byte[] binary = new byte[HEADER + 2 * Integer.BYTES * values.length];
    ByteBuffer out = begin(binary, INT4_OID, values.length);
    for (int value : values) {
      out.putInt(Integer.BYTES).putInt(value);
    }
    return new BinaryArray(
        "_int4", binary, () -> Arrays.stream(values).mapToObj(Integer::toString).iterator());
  }

  static BinaryArray ofLongs(long[] values) {
    byte[] binary = new byte[HEADER + (Integer.BYTES + Long.BYTES) * values.length];
    ByteBuffer out = begin(binary, INT8_OID, values.length);
    for (long value : values) {
      out.putInt(Long.BYTES).putLong(value);
    }
    return new BinaryArray(
        "_int8", binary, () -> Arrays.stream(values).mapToObj(Long::toString).iterator());
  }

  static BinaryArray ofTexts(List<byte[]> utf8) {
    long length = HEADER;
    for (byte[] text : utf8) {
      length += Integer.BYTES + text.length;
    }
    byte[] binary = new byte[Math.toIntExact(length)];
    ByteBuffer out = begin(binary, TEXT_OID, utf8.size());
    for (byte[] text : utf8) {
      out.putInt(text.length).put(text);
    }
    return new BinaryArray(
        "_text",
        binary,
        () ->
            utf8.stream().map(text -> new String(text, StandardCharsets.UTF_8)).iterator());
  }

  /** Text in any case: the driver does not send arrays of uuid in binary form unless told to. */
  static PGobject ofUuids(List<UUID> ids) {
    StringBuilder literal = new StringBuilder(2 + 37 * ids.size()).append('{');
    for (UUID id : ids) {
      literal.append(literal.length() == 1 ? "" : ",").append(id);
    }
    PGobject array = new PGobject();
    array.setType("_uuid");
    setLiteral(array, literal.append('}').toString());
    return array;
  }

  private static void setLiteral(PGobject array, String literal) {
    try {
      array.setValue(literal);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException("A PGobject takes any text", e);
    }
  }

  private static ByteBuffer begin(byte[] binary, int elementType, int length) {
    return ByteBuffer.wrap(binary)
        .putInt(1)
        .putInt(0)
        .putInt(elementType)
        .putInt(length)
        .putInt(1);
  }

  /** As this, but sent as a literal: in simple query mode the driver has no other way. */
  PGobject asText() {
    PGobject text = new PGobject();
    text.setType(type);
    setLiteral(text, getValue());
    return text;
  }

  @Override
  public int lengthInBytes() {
    return binary.length;
  }

  @Override
  public void toBytes(byte[] target, int offset) {
    System.arraycopy(binary, 0, target, offset, binary.length);
  }

  @Override
  public void setByteValue(byte[] value, int offset) {
    throw new UnsupportedOperationException("Only ever sent, never received");
  }

  /** The array as a literal, with every element quoted. */
  @Override
  public String getValue() {
    StringBuilder literal = new StringBuilder("{");
    for (String element : elements) {
      literal
          .append(literal.length() == 1 ? "\"" : ",\"")
          .append(element.replace("\\", "\\\\").replace("\"", "\\\""))
          .append('"');
    }
    return literal.append('}').toString();
  }
}
