package dev.cairn.codec.schema;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.cairn.event.EventType;
import dev.cairn.event.StoredName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One event before and after a change, for every change that {@link GuardMatrixTest} judges. */
@SuppressWarnings({"ArrayRecordComponent", "SameNameButDifferent"})
final class Changes {

  private Changes() {}

  interface Nothing {
    interface Before {
      @EventType("changed")
      record Event(long a, String b) {}
    }

    interface After {
      @EventType("changed")
      record Event(long a, String b) {}
    }
  }

  interface Order {
    interface Before {
      @EventType("changed")
      record Event(long a, String b) {}
    }

    interface After {
      @EventType("changed")
      record Event(String b, long a) {}
    }
  }

  interface NullableAdded {
    interface Before {
      @EventType("changed")
      record Event(long a) {}
    }

    interface After {
      @EventType("changed")
      record Event(long a, @Nullable String b) {}
    }
  }

  interface NullableRemoved {
    interface Before {
      @EventType("changed")
      record Event(long a, @Nullable String b) {}
    }

    interface After {
      @EventType("changed")
      record Event(long a) {}
    }
  }

  interface ReferenceAdded {
    interface Before {
      @EventType("changed")
      record Event(long a) {}
    }

    interface After {
      @EventType("changed")
      record Event(long a, String b) {}
    }
  }

  interface ReferenceRemoved {
    interface Before {
      @EventType("changed")
      record Event(long a, String b) {}
    }

    interface After {
      @EventType("changed")
      record Event(long a) {}
    }
  }

  interface PrimitiveAdded {
    interface Before {
      @EventType("changed")
      record Event(long a) {}
    }

    interface After {
      @EventType("changed")
      record Event(long a, boolean b) {}
    }
  }

  interface PrimitiveRemoved {
    interface Before {
      @EventType("changed")
      record Event(long a, int b) {}
    }

    interface After {
      @EventType("changed")
      record Event(long a) {}
    }
  }

  interface BoxAdded {
    interface Before {
      @EventType("changed")
      record Event(long a) {}
    }

    interface After {
      @EventType("changed")
      record Event(long a, Integer b) {}
    }
  }

  interface DemandedAdded {
    interface Before {
      @EventType("changed")
      record Event(long a) {}
    }

    interface After {
      @EventType("changed")
      record Event(long a, @JsonProperty(required = true) String b) {}
    }
  }

  interface ReferenceRenamed {
    interface Before {
      @EventType("changed")
      record Event(String name) {}
    }

    interface After {
      @EventType("changed")
      record Event(String fullName) {}
    }
  }

  interface PrimitiveRenamed {
    interface Before {
      @EventType("changed")
      record Event(long cents) {}
    }

    interface After {
      @EventType("changed")
      record Event(long amount) {}
    }
  }

  interface NullableRenamed {
    interface Before {
      @EventType("changed")
      record Event(@Nullable String name) {}
    }

    interface After {
      @EventType("changed")
      record Event(@Nullable String fullName) {}
    }
  }

  interface RenamedWithAlias {
    interface Before {
      @EventType("changed")
      record Event(String name) {}
    }

    interface After {
      @EventType("changed")
      record Event(@JsonAlias("name") String fullName) {}
    }
  }

  interface RenamedInJavaOnly {
    interface Before {
      @EventType("changed")
      record Event(String name) {}
    }

    interface After {
      @EventType("changed")
      record Event(@JsonProperty("name") String fullName) {}
    }
  }

  interface IntToLong {
    interface Before {
      @EventType("changed")
      record Event(int a) {}
    }

    interface After {
      @EventType("changed")
      record Event(long a) {}
    }
  }

  interface LongToInt {
    interface Before {
      @EventType("changed")
      record Event(long a) {}
    }

    interface After {
      @EventType("changed")
      record Event(int a) {}
    }
  }

  interface ShortToInt {
    interface Before {
      @EventType("changed")
      record Event(short a) {}
    }

    interface After {
      @EventType("changed")
      record Event(int a) {}
    }
  }

  interface IntToShort {
    interface Before {
      @EventType("changed")
      record Event(int a) {}
    }

    interface After {
      @EventType("changed")
      record Event(short a) {}
    }
  }

  interface IntToDouble {
    interface Before {
      @EventType("changed")
      record Event(int a) {}
    }

    interface After {
      @EventType("changed")
      record Event(double a) {}
    }
  }

  interface LongToDouble {
    interface Before {
      @EventType("changed")
      record Event(long a) {}
    }

    interface After {
      @EventType("changed")
      record Event(double a) {}
    }
  }

  interface FloatToDouble {
    interface Before {
      @EventType("changed")
      record Event(float a) {}
    }

    interface After {
      @EventType("changed")
      record Event(double a) {}
    }
  }

  interface DoubleToFloat {
    interface Before {
      @EventType("changed")
      record Event(double a) {}
    }

    interface After {
      @EventType("changed")
      record Event(float a) {}
    }
  }

  interface DoubleToDecimal {
    interface Before {
      @EventType("changed")
      record Event(double a) {}
    }

    interface After {
      @EventType("changed")
      record Event(BigDecimal a) {}
    }
  }

  interface LongToBigInteger {
    interface Before {
      @EventType("changed")
      record Event(long a) {}
    }

    interface After {
      @EventType("changed")
      record Event(BigInteger a) {}
    }
  }

  interface IntToDecimal {
    interface Before {
      @EventType("changed")
      record Event(int a) {}
    }

    interface After {
      @EventType("changed")
      record Event(BigDecimal a) {}
    }
  }

  interface TextToInt {
    interface Before {
      @EventType("changed")
      record Event(String a) {}
    }

    interface After {
      @EventType("changed")
      record Event(int a) {}
    }
  }

  interface IntToText {
    interface Before {
      @EventType("changed")
      record Event(int a) {}
    }

    interface After {
      @EventType("changed")
      record Event(String a) {}
    }
  }

  interface DecimalToText {
    interface Before {
      @EventType("changed")
      record Event(BigDecimal a) {}
    }

    interface After {
      @EventType("changed")
      record Event(String a) {}
    }
  }

  interface BooleanToText {
    interface Before {
      @EventType("changed")
      record Event(boolean a) {}
    }

    interface After {
      @EventType("changed")
      record Event(String a) {}
    }
  }

  interface TextToBoolean {
    interface Before {
      @EventType("changed")
      record Event(String a) {}
    }

    interface After {
      @EventType("changed")
      record Event(boolean a) {}
    }
  }

  interface BooleanToInt {
    interface Before {
      @EventType("changed")
      record Event(boolean a) {}
    }

    interface After {
      @EventType("changed")
      record Event(int a) {}
    }
  }

  interface TextToEnum {
    interface Before {
      @EventType("changed")
      record Event(String a) {}
    }

    interface After {
      @EventType("changed")
      record Event(Colour a) {}

      enum Colour {
        RED,
        BLUE
      }
    }
  }

  interface EnumToText {
    interface Before {
      @EventType("changed")
      record Event(Colour a) {}

      enum Colour {
        RED,
        BLUE
      }
    }

    interface After {
      @EventType("changed")
      record Event(String a) {}
    }
  }

  interface ConstantAdded {
    interface Before {
      @EventType("changed")
      record Event(Colour a) {}

      enum Colour {
        RED
      }
    }

    interface After {
      @EventType("changed")
      record Event(Colour a) {}

      enum Colour {
        RED,
        BLUE
      }
    }
  }

  interface ConstantRemoved {
    interface Before {
      @EventType("changed")
      record Event(Colour a) {}

      enum Colour {
        RED,
        BLUE
      }
    }

    interface After {
      @EventType("changed")
      record Event(Colour a) {}

      enum Colour {
        RED
      }
    }
  }

  interface ConstantsReordered {
    interface Before {
      @EventType("changed")
      record Event(Colour a) {}

      enum Colour {
        RED,
        BLUE
      }
    }

    interface After {
      @EventType("changed")
      record Event(Colour a) {}

      enum Colour {
        BLUE,
        RED
      }
    }
  }

  interface ConstantRenamed {
    interface Before {
      @EventType("changed")
      record Event(Colour a) {}

      enum Colour {
        RED
      }
    }

    interface After {
      @EventType("changed")
      record Event(Colour a) {}

      enum Colour {
        CRIMSON
      }
    }
  }

  interface ConstantRenamedWithAlias {
    interface Before {
      @EventType("changed")
      record Event(Colour a) {}

      enum Colour {
        RED
      }
    }

    interface After {
      @EventType("changed")
      record Event(Colour a) {}

      enum Colour {
        @JsonAlias("RED")
        CRIMSON
      }
    }
  }

  interface ConstantRenamedInJavaOnly {
    interface Before {
      @EventType("changed")
      record Event(Colour a) {}

      enum Colour {
        RED
      }
    }

    interface After {
      @EventType("changed")
      record Event(Colour a) {}

      enum Colour {
        @JsonProperty("RED")
        CRIMSON
      }
    }
  }

  interface NullableToReference {
    interface Before {
      @EventType("changed")
      record Event(@Nullable String a) {}
    }

    interface After {
      @EventType("changed")
      record Event(String a) {}
    }
  }

  interface ReferenceToNullable {
    interface Before {
      @EventType("changed")
      record Event(String a) {}
    }

    interface After {
      @EventType("changed")
      record Event(@Nullable String a) {}
    }
  }

  interface PrimitiveToBox {
    interface Before {
      @EventType("changed")
      record Event(int a) {}
    }

    interface After {
      @EventType("changed")
      record Event(Integer a) {}
    }
  }

  interface BoxToPrimitive {
    interface Before {
      @EventType("changed")
      record Event(Integer a) {}
    }

    interface After {
      @EventType("changed")
      record Event(int a) {}
    }
  }

  interface NullableAddedWithin {
    interface Before {
      @EventType("changed")
      record Event(Item a) {}

      record Item(int n) {}
    }

    interface After {
      @EventType("changed")
      record Event(Item a) {}

      record Item(int n, @Nullable String s) {}
    }
  }

  interface PrimitiveAddedWithin {
    interface Before {
      @EventType("changed")
      record Event(List<Item> a) {}

      record Item(int n) {}
    }

    interface After {
      @EventType("changed")
      record Event(List<Item> a) {}

      record Item(int n, long m) {}
    }
  }

  interface NullableAddedInTree {
    interface Before {
      @EventType("changed")
      record Event(Tree a) {}

      record Tree(int n, List<Tree> branches) {}
    }

    interface After {
      @EventType("changed")
      record Event(Tree a) {}

      record Tree(int n, List<Tree> branches, @Nullable Tree parent) {}
    }
  }

  interface ReferenceAddedInTree {
    interface Before {
      @EventType("changed")
      record Event(Tree a) {}

      record Tree(List<Tree> branches) {}
    }

    interface After {
      @EventType("changed")
      record Event(Tree a) {}

      record Tree(List<Tree> branches, String name) {}
    }
  }

  interface RecordToText {
    interface Before {
      @EventType("changed")
      record Event(Id a) {}

      record Id(String value) {}
    }

    interface After {
      @EventType("changed")
      record Event(String a) {}
    }
  }

  interface TextToValueOfText {
    interface Before {
      @EventType("changed")
      record Event(String a) {}
    }

    interface After {
      @EventType("changed")
      record Event(Id a) {}

      record Id(@JsonValue String value) {}
    }
  }

  interface AlternativeAdded {
    interface Before {
      @EventType("changed")
      record Event(Payment a) {}

      sealed interface Payment {}

      @StoredName("cash")
      record Cash() implements Payment {}
    }

    interface After {
      @EventType("changed")
      record Event(Payment a) {}

      sealed interface Payment {}

      @StoredName("cash")
      record Cash() implements Payment {}

      @StoredName("card")
      record Card(int n) implements Payment {}
    }
  }

  interface AlternativeRemoved {
    interface Before {
      @EventType("changed")
      record Event(Payment a) {}

      sealed interface Payment {}

      @StoredName("cash")
      record Cash() implements Payment {}

      @StoredName("card")
      record Card(int n) implements Payment {}
    }

    interface After {
      @EventType("changed")
      record Event(Payment a) {}

      sealed interface Payment {}

      @StoredName("cash")
      record Cash() implements Payment {}
    }
  }

  interface AlternativeRenamed {
    interface Before {
      @EventType("changed")
      record Event(Payment a) {}

      sealed interface Payment {}

      @StoredName("cash")
      record Cash(int n) implements Payment {}
    }

    interface After {
      @EventType("changed")
      record Event(Payment a) {}

      sealed interface Payment {}

      @StoredName("money")
      record Cash(int n) implements Payment {}
    }
  }

  interface AlternativeChanged {
    interface Before {
      @EventType("changed")
      record Event(Payment a) {}

      sealed interface Payment {}

      @StoredName("card")
      record Card(int n) implements Payment {}
    }

    interface After {
      @EventType("changed")
      record Event(Payment a) {}

      sealed interface Payment {}

      @StoredName("card")
      record Card(long n) implements Payment {}
    }
  }

  interface RecordToSealed {
    interface Before {
      @EventType("changed")
      record Event(Card a) {}

      record Card(int n) {}
    }

    interface After {
      @EventType("changed")
      record Event(Payment a) {}

      sealed interface Payment {}

      @StoredName("card")
      record Card(int n) implements Payment {}
    }
  }

  interface SealedToRecord {
    interface Before {
      @EventType("changed")
      record Event(Payment a) {}

      sealed interface Payment {}

      @StoredName("card")
      record Card(int n) implements Payment {}
    }

    interface After {
      @EventType("changed")
      record Event(Card a) {}

      record Card(int n) {}
    }
  }

  interface ListToSet {
    interface Before {
      @EventType("changed")
      record Event(List<String> a) {}
    }

    interface After {
      @EventType("changed")
      record Event(Set<String> a) {}
    }
  }

  interface SetToList {
    interface Before {
      @EventType("changed")
      record Event(Set<String> a) {}
    }

    interface After {
      @EventType("changed")
      record Event(List<String> a) {}
    }
  }

  interface ListToArray {
    interface Before {
      @EventType("changed")
      record Event(List<Integer> a) {}
    }

    interface After {
      @EventType("changed")
      record Event(int[] a) {}
    }
  }

  interface ScalarToList {
    interface Before {
      @EventType("changed")
      record Event(String a) {}
    }

    interface After {
      @EventType("changed")
      record Event(List<String> a) {}
    }
  }

  interface ElementsWidened {
    interface Before {
      @EventType("changed")
      record Event(List<Integer> a) {}
    }

    interface After {
      @EventType("changed")
      record Event(List<Long> a) {}
    }
  }

  interface ElementsNullable {
    interface Before {
      @EventType("changed")
      record Event(List<String> a) {}
    }

    interface After {
      @EventType("changed")
      record Event(List<@Nullable String> a) {}
    }
  }

  interface ElementsNoLongerNullable {
    interface Before {
      @EventType("changed")
      record Event(List<@Nullable String> a) {}
    }

    interface After {
      @EventType("changed")
      record Event(List<String> a) {}
    }
  }

  interface MapValuesToText {
    interface Before {
      @EventType("changed")
      record Event(Map<String, Integer> a) {}
    }

    interface After {
      @EventType("changed")
      record Event(Map<String, String> a) {}
    }
  }

  interface MapKeysToEnum {
    interface Before {
      @EventType("changed")
      record Event(Map<String, Integer> a) {}
    }

    interface After {
      @EventType("changed")
      record Event(Map<Colour, Integer> a) {}

      enum Colour {
        RED,
        BLUE
      }
    }
  }

  interface MapKeysToText {
    interface Before {
      @EventType("changed")
      record Event(Map<Colour, Integer> a) {}

      enum Colour {
        RED,
        BLUE
      }
    }

    interface After {
      @EventType("changed")
      record Event(Map<String, Integer> a) {}
    }
  }

  interface RecordToMap {
    interface Before {
      @EventType("changed")
      record Event(Pair a) {}

      record Pair(int x, int y) {}
    }

    interface After {
      @EventType("changed")
      record Event(Map<String, Integer> a) {}
    }
  }

  interface InstantToText {
    interface Before {
      @EventType("changed")
      record Event(Instant a) {}
    }

    interface After {
      @EventType("changed")
      record Event(String a) {}
    }
  }

  interface TextToInstant {
    interface Before {
      @EventType("changed")
      record Event(String a) {}
    }

    interface After {
      @EventType("changed")
      record Event(Instant a) {}
    }
  }

  interface InstantToOffset {
    interface Before {
      @EventType("changed")
      record Event(Instant a) {}
    }

    interface After {
      @EventType("changed")
      record Event(OffsetDateTime a) {}
    }
  }

  interface OffsetToInstant {
    interface Before {
      @EventType("changed")
      record Event(OffsetDateTime a) {}
    }

    interface After {
      @EventType("changed")
      record Event(Instant a) {}
    }
  }

  interface InstantToZoned {
    interface Before {
      @EventType("changed")
      record Event(Instant a) {}
    }

    interface After {
      @EventType("changed")
      record Event(ZonedDateTime a) {}
    }
  }

  interface DateToDateTime {
    interface Before {
      @EventType("changed")
      record Event(LocalDate a) {}
    }

    interface After {
      @EventType("changed")
      record Event(LocalDateTime a) {}
    }
  }

  interface TextToUuid {
    interface Before {
      @EventType("changed")
      record Event(String a) {}
    }

    interface After {
      @EventType("changed")
      record Event(UUID a) {}
    }
  }

  interface UuidToText {
    interface Before {
      @EventType("changed")
      record Event(UUID a) {}
    }

    interface After {
      @EventType("changed")
      record Event(String a) {}
    }
  }

  interface BytesToText {
    interface Before {
      @EventType("changed")
      record Event(byte[] a) {}
    }

    interface After {
      @EventType("changed")
      record Event(String a) {}
    }
  }

  interface TextToBytes {
    interface Before {
      @EventType("changed")
      record Event(String a) {}
    }

    interface After {
      @EventType("changed")
      record Event(byte[] a) {}
    }
  }

  interface CharToText {
    interface Before {
      @EventType("changed")
      record Event(char a) {}
    }

    interface After {
      @EventType("changed")
      record Event(String a) {}
    }
  }

  interface TextToChar {
    interface Before {
      @EventType("changed")
      record Event(String a) {}
    }

    interface After {
      @EventType("changed")
      record Event(char a) {}
    }
  }

  interface AnythingToText {
    interface Before {
      @EventType("changed")
      record Event(Object a) {}
    }

    interface After {
      @EventType("changed")
      record Event(String a) {}
    }
  }

  interface TextToAnything {
    interface Before {
      @EventType("changed")
      record Event(String a) {}
    }

    interface After {
      @EventType("changed")
      record Event(Object a) {}
    }
  }

  interface TextThenNothingThenNumber {
    interface First {
      @EventType("changed")
      record Event(@Nullable String a) {}
    }

    interface Before {
      @EventType("changed")
      record Event() {}
    }

    interface After {
      @EventType("changed")
      record Event(@Nullable Integer a) {}
    }
  }

  interface NumberThenNothingThenText {
    interface First {
      @EventType("changed")
      record Event(@Nullable Integer a) {}
    }

    interface Before {
      @EventType("changed")
      record Event() {}
    }

    interface After {
      @EventType("changed")
      record Event(@Nullable String a) {}
    }
  }

  interface InstantThenNothingThenNumber {
    interface First {
      @EventType("changed")
      record Event(@Nullable Instant a) {}
    }

    interface Before {
      @EventType("changed")
      record Event() {}
    }

    interface After {
      @EventType("changed")
      record Event(Long a) {}
    }
  }

  interface WidenedTwice {
    interface First {
      @EventType("changed")
      record Event(short a) {}
    }

    interface Before {
      @EventType("changed")
      record Event(int a) {}
    }

    interface After {
      @EventType("changed")
      record Event(long a) {}
    }
  }
}
