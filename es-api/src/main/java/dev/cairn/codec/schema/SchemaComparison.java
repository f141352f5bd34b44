package dev.cairn.codec.schema;

import dev.cairn.codec.schema.Definition.ChoiceOf;
import dev.cairn.codec.schema.Definition.EnumOf;
import dev.cairn.codec.schema.Definition.RecordOf;
import dev.cairn.codec.schema.Difference.Kind;
import dev.cairn.codec.schema.Shape.Anything;
import dev.cairn.codec.schema.Shape.ListOf;
import dev.cairn.codec.schema.Shape.MapOf;
import dev.cairn.codec.schema.Shape.Numeric;
import dev.cairn.codec.schema.Shape.Reference;
import dev.cairn.codec.schema.Shape.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether code with one schema reads every document of another one, by the rules of the codec: what is
 * unknown is ignored, what is missing is null, and a primitive is never null.
 */
final class SchemaComparison {

  private final EventSchema reader;
  private final EventSchema writer;
  private final Set<String> compared = new HashSet<>();
  private final List<Difference> differences = new ArrayList<>();

  private SchemaComparison(EventSchema reader, EventSchema writer) {
    this.reader = reader;
    this.writer = writer;
  }

  /** Everything that the reader cannot read; empty if it reads all. */
  static List<Difference> of(EventSchema reader, EventSchema writer) {
    SchemaComparison comparison = new SchemaComparison(reader, writer);
    comparison.compare("", new Reference(reader.root()), new Reference(writer.root()));
    return comparison.differences;
  }

  private void compare(String path, Shape read, Shape written) {
    if (read instanceof Anything) {
      return;
    }
    if (read instanceof Reference to && written instanceof Reference from) {
      if (compared.add(to.definition() + " " + from.definition())) {
        compare(path, reader.definition(to.definition()), writer.definition(from.definition()));
      }
    } else if (read instanceof Text text) {
      compareText(path, text, written);
    } else if (read instanceof Numeric to && written instanceof Numeric from) {
      if (!to.kind().holds(from.kind())) {
        boolean fails = to.kind().isWhole() || to.kind() == NumberKind.BIG_DECIMAL;
        add(path, fails ? Kind.FAILS : Kind.IS_WRONG, read, written, "");
      }
    } else if (read instanceof ListOf to && written instanceof ListOf from) {
      if (to.unique() && !from.unique()) {
        add(path, Kind.IS_WRONG, read, written, "keep the list");
      }
      compareContent(
          path + "[]",
          to.element(),
          from.element(),
          to.nullableElements(),
          from.nullableElements());
    } else if (read instanceof MapOf to && written instanceof MapOf from) {
      compare(path + "{key}", to.key(), from.key());
      compareContent(
          path + "{}", to.value(), from.value(), to.nullableValues(), from.nullableValues());
    } else if (!read.equals(written)) {
      add(path, Kind.FAILS, read, written, "");
    }
  }

  /** Numbers and constants are read as the text that they are, where any text may be. */
  private void compareText(String path, Text read, Shape written) {
    boolean isAny = read.format().equals(TextFormats.ANY);
    boolean isText = written instanceof Text
        || written instanceof Numeric
        || written instanceof Shape.Bool
        || isEnum(written);
    boolean isSame = written instanceof Text text
        && (text.format().equals(read.format()) || isInstant(text, read));
    if (!isSame && !(isAny && isText)) {
      add(path, Kind.FAILS, read, written, "");
    }
  }

  /** With its "Z", an instant is a time with an offset, too. */
  private static boolean isInstant(Text written, Text read) {
    return written.format().equals(TextFormats.INSTANT)
        && (read.format().equals(TextFormats.OFFSET_DATE_TIME)
            || read.format().equals(TextFormats.ZONED_DATE_TIME));
  }

  private boolean isEnum(Shape written) {
    return written instanceof Reference it && writer.definition(it.definition()) instanceof EnumOf;
  }

  private void compareContent(
      String path, Shape read, Shape written, boolean readsNull, boolean writesNull) {
    if (writesNull && !readsNull) {
      boolean fails = Presence.isUsuallyRequired(read, false);
      add(path, fails ? Kind.FAILS : Kind.IS_WRONG, "never null", "null at times", "");
    }
    compare(path, read, written);
  }

  private void compare(String path, Definition read, Definition written) {
    if (read instanceof RecordOf to && written instanceof RecordOf from) {
      compareRecords(path, to, from);
    } else if (read instanceof RecordOf to && written instanceof ChoiceOf from) {
      from.alternatives().values().forEach(it -> compare(path, to, writer.definition(it)));
    } else if (read instanceof EnumOf to && written instanceof EnumOf from) {
      compareEnums(path, to, from);
    } else if (read instanceof ChoiceOf to && written instanceof ChoiceOf from) {
      compareChoices(path, to, from);
    } else {
      add(path, Kind.FAILS, Words.of(read), Words.of(written), "");
    }
  }

  private void compareRecords(String path, RecordOf read, RecordOf written) {
    Set<String> found = new HashSet<>();
    List<Property> missing = new ArrayList<>();
    for (Property property : read.properties()) {
      Optional<Property> source = sourceOf(property, written);
      source.ifPresent(it -> {
        found.add(it.name());
        compareProperties(join(path, property.name()), property, it);
      });
      if (source.isEmpty() && (property.required() || !property.nullable())) {
        missing.add(property);
      }
    }
    for (Property property : missing) {
      add(
          join(path, property.name()),
          property.required() ? Kind.FAILS : Kind.IS_WRONG,
          property.required() ? "required, " + Words.of(property.shape(), reader) : "never null",
          "not there",
          alias(property, written, found));
    }
  }

  private static Optional<Property> sourceOf(Property read, RecordOf written) {
    return written.properties().stream()
        .filter(it -> it.name().equals(read.name()) || read.aliases().contains(it.name()))
        .findFirst();
  }

  /** What seems to be the same thing under another name. */
  private String alias(Property read, RecordOf written, Set<String> found) {
    return written.properties().stream()
        .filter(it -> !found.contains(it.name()))
        .filter(it -> Words.of(it.shape(), writer).equals(Words.of(read.shape(), reader)))
        .findFirst()
        .map(it -> "if it is " + it.name() + " under another name, put @JsonAlias(\"" + it.name()
            + "\") on the component")
        .orElse("");
  }

  private void compareProperties(String path, Property read, Property written) {
    if (written.nullable() && !read.nullable()) {
      boolean fails = Presence.isUsuallyRequired(read) || read.required();
      add(path, fails ? Kind.FAILS : Kind.IS_WRONG, "never null", "null or missing at times", "");
    } else if (read.required() && !written.isAlwaysThere()) {
      add(path, Kind.FAILS, "required", "missing at times", "");
    }
    compare(path, read.shape(), written.shape());
  }

  private void compareEnums(String path, EnumOf read, EnumOf written) {
    Set<String> unknown = new LinkedHashSet<>(written.constants());
    unknown.removeAll(read.constants());
    unknown.removeAll(read.aliases());
    if (!unknown.isEmpty()) {
      add(
          path,
          Kind.FAILS,
          "one of " + read.constants(),
          "at times one of " + unknown,
          "keep the constant, or put @JsonAlias with its name on the one that took its place");
    }
  }

  private void compareChoices(String path, ChoiceOf read, ChoiceOf written) {
    if (!read.tag().equals(written.tag())) {
      add(path, Kind.FAILS, "told apart by " + read.tag(), "told apart by " + written.tag(), "");
      return;
    }
    for (Map.Entry<String, String> alternative : written.alternatives().entrySet()) {
      String name = alternative.getKey();
      String known = read.alternatives().get(name);
      if (known == null) {
        add(
            path,
            Kind.FAILS,
            "one of the alternatives " + read.alternatives().keySet(),
            "at times the alternative " + name,
            "keep the record with the @StoredName " + name);
      } else if (compared.add(known + " " + alternative.getValue())) {
        compare(
            path + "<" + name + ">",
            reader.definition(known),
            writer.definition(alternative.getValue()));
      }
    }
  }

  private static String join(String path, String property) {
    return path.isEmpty() ? property : path + "." + property;
  }

  private void add(String path, Kind kind, Shape read, Shape written, String hint) {
    add(path, kind, Words.of(read, reader), Words.of(written, writer), hint);
  }

  private void add(String path, Kind kind, String read, String written, String hint) {
    differences.add(new Difference(path, kind, read, written, hint));
  }
}
