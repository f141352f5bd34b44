package dev.cairn.codec.schema;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A shape that has a name within its {@link EventSchema}. Names are for people and for languages that
 * need them; two schemas are compared by what the definitions say.
 */
public sealed interface Definition {

  /** Letters, digits and underscores; begins with a letter. */
  String name();

  /**
   * An object with known properties. Others are ignored when it is read.
   *
   * @param properties in the order of the record's components
   */
  record RecordOf(String name, List<Property> properties) implements Definition {
    public RecordOf {
      properties = List.copyOf(properties);
    }
  }

  /**
   * One of some strings.
   *
   * @param constants as they are written, in their order
   * @param aliases other strings that are read, never written; sorted
   */
  record EnumOf(String name, List<String> constants, List<String> aliases) implements Definition {
    public EnumOf {
      constants = List.copyOf(constants);
      aliases = aliases.stream().sorted().toList();
    }
  }

  /**
   * One of some records, told apart by a property that none of them lists.
   *
   * @param tag the property, usually {@code @type}
   * @param alternatives the value of that property, and the name of the record's definition
   */
  record ChoiceOf(String name, String tag, SortedMap<String, String> alternatives)
      implements Definition {
    public ChoiceOf {
      alternatives = Collections.unmodifiableSortedMap(new TreeMap<>(alternatives));
    }
  }
}
