package dev.cairn.codec.schema;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonAnyFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonArrayFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonBooleanFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitable;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonIntegerFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonMapFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonNumberFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonStringFormatVisitor;
import dev.cairn.codec.schema.Definition.RecordOf;
import dev.cairn.codec.schema.Shape.Anything;
import dev.cairn.codec.schema.Shape.Bool;
import dev.cairn.codec.schema.Shape.ListOf;
import dev.cairn.codec.schema.Shape.MapOf;
import dev.cairn.codec.schema.Shape.Numeric;
import dev.cairn.codec.schema.Shape.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Listens to one serializer of Jackson that says what it writes. */
final class ShapeVisitor extends JsonFormatVisitorWrapper.Base {

  private final SchemaDerivation derivation;
  private final NullMarks marks;
  private @Nullable Shape shape;
  private @Nullable String definesRecord;
  private final List<Property> properties = new ArrayList<>();

  ShapeVisitor(SchemaDerivation derivation, NullMarks marks) {
    this.derivation = derivation;
    this.marks = marks;
  }

  /** What the serializer has said. */
  Shape shape(JavaType type) {
    if (definesRecord != null) {
      derivation.define(new RecordOf(definesRecord, properties));
    }
    if (shape == null) {
      throw derivation.undescribable(type, "is written by a serializer that does not say how");
    }
    return shape;
  }

  @Override
  public @Nullable JsonObjectFormatVisitor expectObjectFormat(JavaType type) {
    definesRecord = derivation.begin(type);
    shape = derivation.referenceTo(type);
    return definesRecord == null
        ? null
        : new PropertyVisitor(derivation, type, getProvider(), properties);
  }

  @Override
  public JsonStringFormatVisitor expectStringFormat(JavaType type) {
    shape = new Text(TextFormats.of(type.getRawClass()));
    return new JsonStringFormatVisitor.Base() {
      @Override
      public void enumTypes(Set<String> constants) {
        shape = EnumShapes.of(derivation, type, constants);
      }
    };
  }

  @Override
  public JsonIntegerFormatVisitor expectIntegerFormat(JavaType type) {
    shape = new Numeric(Numbers.whole(type.getRawClass()));
    return new JsonIntegerFormatVisitor.Base();
  }

  @Override
  public JsonNumberFormatVisitor expectNumberFormat(JavaType type) {
    shape = new Numeric(Numbers.fractional(type.getRawClass()));
    return new JsonNumberFormatVisitor.Base();
  }

  @Override
  public JsonBooleanFormatVisitor expectBooleanFormat(JavaType type) {
    shape = new Bool();
    return new JsonBooleanFormatVisitor.Base();
  }

  @Override
  public JsonAnyFormatVisitor expectAnyFormat(JavaType type) {
    shape = new Anything();
    return new JsonAnyFormatVisitor.Base();
  }

  @Override
  public JsonArrayFormatVisitor expectArrayFormat(JavaType type) throws JsonMappingException {
    list(type, derivation.contentOf(type, null, marks));
    return new JsonArrayFormatVisitor.Base() {
      @Override
      public void itemsFormat(JsonFormatVisitable handler, JavaType element)
          throws JsonMappingException {
        list(type, derivation.contentOf(type, handler, marks));
      }
    };
  }

  private void list(JavaType type, Shape element) {
    boolean unique = Set.class.isAssignableFrom(type.getRawClass());
    shape = new ListOf(element, marks.ofContent().nullable(), unique);
  }

  @Override
  public JsonMapFormatVisitor expectMapFormat(JavaType type) throws JsonMappingException {
    JavaType key = type.getKeyType();
    Shape keys = key == null || !key.isEnumType()
        ? new Text(key == null ? TextFormats.ANY : TextFormats.of(key.getRawClass()))
        : derivation.shapeOf(key, null, NullMarks.none());
    shape = new MapOf(
        keys, derivation.contentOf(type, null, marks), marks.ofContent().nullable());
    return new JsonMapFormatVisitor.Base() {
      @Override
      public void valueFormat(JsonFormatVisitable handler, JavaType value)
          throws JsonMappingException {
        shape = new MapOf(
            keys, derivation.contentOf(type, handler, marks), marks.ofContent().nullable());
      }
    };
  }
}
