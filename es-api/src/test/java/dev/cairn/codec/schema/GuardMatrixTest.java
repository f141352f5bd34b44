package dev.cairn.codec.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.contract.AvroContract;
import dev.cairn.codec.schema.Finding.Reader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the guard says of every kind of change. B: the new code reads the old events. F: the old code reads the new
 * ones. Each verdict is compared with what the codec really does with events that hold all that there is, and with
 * that of Avro.
 */
final class GuardMatrixTest {

  @TempDir
  private Path directory;

  static Stream<Change> changes() {
    return Stream.of(
        change(Changes.Nothing.class, "BF"),
        change(Changes.Order.class, "BF"),
        change(Changes.NullableAdded.class, "BF"),
        change(Changes.NullableRemoved.class, "BF"),
        change(Changes.ReferenceAdded.class, "F"),
        change(Changes.ReferenceRemoved.class, "B"),
        change(Changes.PrimitiveAdded.class, "F"),
        change(Changes.PrimitiveRemoved.class, "B"),
        change(Changes.BoxAdded.class, "BF"),
        change(Changes.DemandedAdded.class, "F"),
        change(Changes.ReferenceRenamed.class, ""),
        change(Changes.PrimitiveRenamed.class, ""),
        change(Changes.NullableRenamed.class, "BF"),
        change(Changes.RenamedWithAlias.class, "B"),
        change(Changes.RenamedInJavaOnly.class, "BF"),
        change(Changes.IntToLong.class, "B"),
        change(Changes.LongToInt.class, "F"),
        change(Changes.ShortToInt.class, "B").unlikeAvro("BF", "Avro has no numbers of 16 bits"),
        change(Changes.IntToShort.class, "F").unlikeAvro("BF", "Avro has no numbers of 16 bits"),
        change(Changes.IntToDouble.class, "B"),
        change(Changes.LongToDouble.class, "")
            .unlikeAvro("B", "a double rounds large longs, and an amount must not change"),
        change(Changes.FloatToDouble.class, "B"),
        change(Changes.DoubleToFloat.class, "F"),
        change(Changes.DoubleToDecimal.class, ""),
        change(Changes.LongToBigInteger.class, "B")
            .unlikeAvro("", "numbers without bounds are text in Avro"),
        change(Changes.IntToDecimal.class, "B").unlikeAvro("", "decimals are text in Avro"),
        change(Changes.TextToInt.class, "F")
            .unlikeAvro("", "the codec reads a number as the text that it is"),
        change(Changes.IntToText.class, "B")
            .unlikeAvro("", "the codec reads a number as the text that it is"),
        change(Changes.DecimalToText.class, "B").unlikeAvro("BF", "decimals are text in Avro"),
        change(Changes.BooleanToText.class, "B")
            .unlikeAvro("", "the codec reads true as the text that it is"),
        change(Changes.TextToBoolean.class, "F")
            .unlikeAvro("", "the codec reads true as the text that it is"),
        change(Changes.BooleanToInt.class, ""),
        change(Changes.TextToEnum.class, "F").unlikeAvro("", "constants are text in JSON"),
        change(Changes.EnumToText.class, "B").unlikeAvro("", "constants are text in JSON"),
        change(Changes.ConstantAdded.class, "B"),
        change(Changes.ConstantRemoved.class, "F"),
        change(Changes.ConstantsReordered.class, "BF"),
        change(Changes.ConstantRenamed.class, ""),
        change(Changes.ConstantRenamedWithAlias.class, "B")
            .unlikeAvro("", "Avro's enums have no aliases for constants"),
        change(Changes.ConstantRenamedInJavaOnly.class, "BF"),
        change(Changes.NullableToReference.class, "F"),
        change(Changes.ReferenceToNullable.class, "B"),
        change(Changes.PrimitiveToBox.class, "B"),
        change(Changes.BoxToPrimitive.class, "F"),
        change(Changes.NullableAddedWithin.class, "BF"),
        change(Changes.PrimitiveAddedWithin.class, "F"),
        change(Changes.NullableAddedInTree.class, "BF"),
        change(Changes.ReferenceAddedInTree.class, "F"),
        change(Changes.RecordToText.class, ""),
        change(Changes.TextToValueOfText.class, "BF"),
        change(Changes.AlternativeAdded.class, "B"),
        change(Changes.AlternativeRemoved.class, "F"),
        change(Changes.AlternativeRenamed.class, ""),
        change(Changes.AlternativeChanged.class, "B"),
        change(Changes.RecordToSealed.class, "F")
            .unlikeAvro("BF", "in JSON an alternative says its name"),
        change(Changes.SealedToRecord.class, "B")
            .unlikeAvro("BF", "in JSON an alternative says its name"),
        change(Changes.ListToSet.class, "F")
            .unlikeAvro("BF", "a set loses what is there twice, and Avro has no sets"),
        change(Changes.SetToList.class, "B")
            .unlikeAvro("BF", "a set loses what is there twice, and Avro has no sets"),
        change(Changes.ListToArray.class, "BF"),
        change(Changes.ScalarToList.class, ""),
        change(Changes.ElementsWidened.class, "B"),
        change(Changes.ElementsNullable.class, "B"),
        change(Changes.ElementsNoLongerNullable.class, "F"),
        change(Changes.MapValuesToText.class, "B")
            .unlikeAvro("", "the codec reads a number as the text that it is"),
        change(Changes.MapKeysToEnum.class, "F").unlikeAvro("BF", "keys are text in Avro"),
        change(Changes.MapKeysToText.class, "B").unlikeAvro("BF", "keys are text in Avro"),
        change(Changes.RecordToMap.class, "")
            .stricterThanTheCodec("B", "a map has keys that are data, and the record's are not"),
        change(Changes.InstantToText.class, "B").unlikeAvro("BF", "times are text in Avro"),
        change(Changes.TextToInstant.class, "F").unlikeAvro("BF", "times are text in Avro"),
        change(Changes.InstantToOffset.class, "B")
            .unlikeAvro("BF", "times are text in Avro")
            .stricterThanTheCodec("F", "the offset is lost"),
        change(Changes.OffsetToInstant.class, "F")
            .unlikeAvro("BF", "times are text in Avro")
            .stricterThanTheCodec("B", "the offset is lost"),
        change(Changes.InstantToZoned.class, "B").unlikeAvro("BF", "times are text in Avro"),
        change(Changes.DateToDateTime.class, "").unlikeAvro("BF", "times are text in Avro"),
        change(Changes.TextToUuid.class, "F").unlikeAvro("BF", "ids are text in Avro"),
        change(Changes.UuidToText.class, "B").unlikeAvro("BF", "ids are text in Avro"),
        change(Changes.BytesToText.class, "B")
            .unlikeAvro("BF", "Avro takes bytes for text and text for bytes"),
        change(Changes.TextToBytes.class, "F")
            .unlikeAvro("BF", "Avro takes bytes for text and text for bytes"),
        change(Changes.CharToText.class, "B").unlikeAvro("BF", "Avro has no characters"),
        change(Changes.TextToChar.class, "F").unlikeAvro("BF", "Avro has no characters"),
        change(Changes.AnythingToText.class, "F").unlikeAvro("BF", "any JSON is text in Avro"),
        change(Changes.TextToAnything.class, "B").unlikeAvro("BF", "any JSON is text in Avro"),
        change(Changes.TextThenNothingThenNumber.class, "BF").transitively("F"),
        change(Changes.NumberThenNothingThenText.class, "BF").transitively("B"),
        change(Changes.InstantThenNothingThenNumber.class, "BF").transitively(""),
        change(Changes.WidenedTwice.class, "B"));
  }

  private static Change change(Class<?> change, String verdict) {
    return new Change(change, verdict, verdict, verdict, "", "");
  }

  /**
   * A row.
   *
   * @param verdict against the form before
   * @param transitive against all forms before
   * @param avro what Avro says where that is different, for a reason
   * @param strict directions in which the guard refuses what the codec would read
   */
  record Change(
      Class<?> change,
      String verdict,
      String transitive,
      String avro,
      String strict,
      String reason) {

    Change transitively(String other) {
      return new Change(change, verdict, other, avro, strict, reason);
    }

    Change unlikeAvro(String other, String why) {
      assertThat(other).as(change.getSimpleName()).isNotEqualTo(verdict);
      return new Change(change, verdict, transitive, other, strict, why);
    }

    Change stricterThanTheCodec(String direction, String why) {
      return new Change(change, verdict, transitive, avro, direction, reason + why);
    }

    Optional<Class<?>> find(String form) {
      return Arrays.stream(change.getDeclaredClasses())
          .filter(it -> it.getSimpleName().equals(form))
          .<Class<?>>flatMap(it -> Arrays.stream(it.getDeclaredClasses()))
          .filter(it -> it.getSimpleName().equals("Event"))
          .findFirst();
    }

    Class<?> event(String form) {
      return find(form).orElseThrow(() -> new AssertionError(change + " has no " + form));
    }

    JacksonEventCodec codec(String form) {
      return JacksonEventCodec.forEvents(event(form));
    }

    @Override
    public String toString() {
      return change.getSimpleName() + " is " + (verdict.isEmpty() ? "refused" : verdict);
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void theGuardSaysSoInEveryMode(Change change) {
    if (change.find("First").isPresent()) {
      guard(change, "First").export();
    }
    guard(change, "Before").export();
    SchemaGuard guard = guard(change, "After");

    for (Compatibility mode : Compatibility.values()) {
      String verdict = mode.isTransitive() ? change.transitive() : change.verdict();
      List<Finding> findings = guard.under(mode).findings();
      assertThat(findings.stream().anyMatch(it -> it.reader() == Reader.NEWER_CODE))
          .as("%s, log: %s", mode, findings)
          .isEqualTo(mode.isBackward() && !verdict.contains("B"));
      assertThat(findings.stream().anyMatch(it -> it.reader() == Reader.OLDER_CODE))
          .as("%s, consumers: %s", mode, findings)
          .isEqualTo(mode.isForward() && !verdict.contains("F"));
    }
  }

  private SchemaGuard guard(Change change, String form) {
    return EventSchemas.of(change.codec(form)).in(directory);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void theCodecDoesSo(Change change) {
    assertReads(change, "B", "After", "Before");
    assertReads(change, "F", "Before", "After");
  }

  private static void assertReads(Change change, String direction, String reader, String writer) {
    Class<?> written = change.event(writer);
    String failure = Faithfully.failure(change.codec(reader), change.codec(writer), written);
    if (change.verdict().contains(direction) || change.strict().contains(direction)) {
      assertThat(failure).as("%s reads what %s wrote", reader, writer).isNull();
    } else {
      assertThat(failure).as("%s cannot read what %s wrote", reader, writer).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void avroSaysSoTooUnlessTheTableSaysWhy(Change change) {
    Schema before = avro(change, "Before");
    Schema after = avro(change, "After");

    String verdict = (reads(after, before) ? "B" : "") + (reads(before, after) ? "F" : "");

    assertThat(verdict).as(change.reason()).isEqualTo(change.avro());
  }

  private static Schema avro(Change change, String form) {
    EventSchema schema = EventSchemas.of(change.codec(form)).of("changed");
    return new Schema.Parser().parse(AvroContract.of(schema, "test").schemaJson());
  }

  private static boolean reads(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }
}
