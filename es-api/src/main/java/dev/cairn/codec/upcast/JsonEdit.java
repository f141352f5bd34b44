package dev.cairn.codec.upcast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Changes to a JSON object, one after the other: {@code edit().rename("amount", "cents").add("currency",
 * "CZK")}. Immutable; each method returns an edit that does one thing more.
 *
 * <p>What an event does not have is left alone, because a component that may be null may also be missing.
 * What is there and is not as expected is an error, which names the place.
 */
public final class JsonEdit {

  private static final JsonEdit NONE = new JsonEdit(List.of());

  private final List<UnaryOperator<ObjectNode>> steps;

  private JsonEdit(List<UnaryOperator<ObjectNode>> steps) {
    this.steps = steps;
  }

  /** An edit that changes nothing yet. */
  public static JsonEdit edit() {
    return NONE;
  }

  /** Gives a property another name. It is an error if there is one with that name already. */
  public JsonEdit rename(String from, String to) {
    return then(json -> {
      if (json.has(from)) {
        EditException.at(from, () -> moved(json, from, to));
      }
      return json;
    });
  }

  private static JsonNode moved(ObjectNode json, String from, String to) {
    if (json.has(to)) {
      throw EditException.wrong("it cannot be renamed to '" + to + "', which is there already");
    }
    return json.set(to, json.remove(from));
  }

  /** Adds a property where it is missing. */
  public JsonEdit add(String name, String value) {
    return add(name, TextNode.valueOf(value));
  }

  /** Adds a property where it is missing. */
  public JsonEdit add(String name, long value) {
    return add(name, LongNode.valueOf(value));
  }

  /** Adds a property where it is missing. */
  public JsonEdit add(String name, boolean value) {
    return add(name, BooleanNode.valueOf(value));
  }

  /** Adds a property where it is missing; each event gets a copy of the value. */
  public JsonEdit add(String name, JsonNode value) {
    return then(json -> {
      if (!json.has(name)) {
        json.set(name, value.deepCopy());
      }
      return json;
    });
  }

  /** Leaves properties out. */
  public JsonEdit remove(String... names) {
    return then(json -> json.remove(List.of(names)));
  }

  /** Leaves all other properties out. */
  public JsonEdit keep(String... names) {
    return then(json -> json.retain(Set.of(names)));
  }

  /** Replaces the value of a property that is there and not null. */
  public JsonEdit replace(String name, UnaryOperator<JsonNode> value) {
    return then(json -> {
      JsonNode before = json.get(name);
      if (before != null && !before.isNull()) {
        json.set(name, EditException.at(name, () -> value.apply(before)));
      }
      return json;
    });
  }

  /** Edits the object that a property holds, unless that is null. */
  public JsonEdit within(String name, JsonEdit edit) {
    return replace(name, value -> edit.apply(object(value)));
  }

  /** Edits each of the objects in the array that a property holds, unless that is null. */
  public JsonEdit each(String name, JsonEdit edit) {
    return replace(name, value -> {
      if (!value.isArray()) {
        throw EditException.wrong("it is " + kindOf(value) + ", and an array was expected");
      }
      for (int i = 0; i < value.size(); i++) {
        JsonNode element = value.get(i);
        EditException.at(Integer.toString(i), () -> edit.apply(object(element)));
      }
      return value;
    });
  }

  /** Does anything else: gets the object, which is its own to change, and returns what it is to be. */
  public JsonEdit apply(UnaryOperator<ObjectNode> change) {
    return then(change);
  }

  private JsonEdit then(UnaryOperator<ObjectNode> step) {
    List<UnaryOperator<ObjectNode>> all = new ArrayList<>(steps);
    all.add(step);
    return new JsonEdit(List.copyOf(all));
  }

  private static ObjectNode object(JsonNode value) {
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw EditException.wrong("it is " + kindOf(value) + ", and an object was expected");
  }

  private static String kindOf(JsonNode value) {
    return value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Changes the object, or makes another one. */
  ObjectNode apply(ObjectNode json) {
    ObjectNode edited = json;
    for (UnaryOperator<ObjectNode> step : steps) {
      edited = step.apply(edited);
    }
    return edited;
  }
}
