package dev.cairn.codec.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cairn.codec.schema.EventSchema;
import dev.cairn.codec.schema.SchemaText;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the relay publishes, as a document of AsyncAPI 3.0: topics, keys, headers and messages. The headers are those
 * of CloudEvents 1.0 in the binary mode, which is the relay's own unless another is chosen.
 */
public final class AsyncApiContract {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String SCHEMAS = "#/components/schemas/";
  private static final String MESSAGES = "#/components/messages/";

  private final ObjectNode document = JSON.objectNode();
  private final ObjectNode messages = JSON.objectNode();
  private final ObjectNode schemas = JSON.objectNode();

  private AsyncApiContract() {}

  /**
   * The document: the same text each time.
   *
   * @param title such as {@code Bank}
   * @param version of the document, as the application counts
   * @param topics each with the events that are published there; an event may be in several. A part of a name in
   *     braces, as in <code>bank.{category}</code>, stands for any
   */
  public static String of(
      String title, String version, Map<String, ? extends Collection<EventSchema>> topics) {
    AsyncApiContract contract = new AsyncApiContract();
    contract.document.put("asyncapi", "3.0.0");
    contract.document.putObject("info").put("title", title).put("version", version);
    contract.document.put("defaultContentType", "application/json");
    ObjectNode channels = contract.document.putObject("channels");
    ObjectNode operations = contract.document.putObject("operations");
    new TreeMap<>(topics).forEach((topic, events) -> {
      String id = id(topic);
      channels.set(id, contract.channel(topic, events));
      ObjectNode operation = operations.putObject("publish_" + id).put("action", "send");
      operation.putObject("channel").put("$ref", "#/channels/" + id);
    });
    ObjectNode components = contract.document.putObject("components");
    components.set("messages", contract.messages);
    components.set("schemas", contract.schemas);
    return SchemaText.write(contract.document);
  }

  /** Keys of components may have hyphens and dots. */
  static String id(String name) {
    return ContractNames.escaped(name).replace("_x2d_", "-").replace("_x2e_", ".");
  }

  private ObjectNode channel(String topic, Collection<EventSchema> events) {
    ObjectNode channel = JSON.objectNode().put("address", topic);
    ObjectNode references = channel.putObject("messages");
    SortedMap<String, EventSchema> byType = new TreeMap<>();
    events.forEach(it -> byType.put(it.type(), it));
    byType.values().forEach(schema -> {
      String id = id(schema.type());
      references.putObject(id).put("$ref", MESSAGES + id);
      messages.set(id, message(schema, id));
    });
    List<String> parameters = parameters(topic);
    if (!parameters.isEmpty()) {
      ObjectNode node = channel.putObject("parameters");
      parameters.forEach(it -> node.putObject(it).put("description", "The " + it + " of streams."));
    }
    return channel;
  }

  private static List<String> parameters(String topic) {
    return Pattern.compile("\\{(\\w+)}")
        .matcher(topic)
        .results()
        .map(it -> it.group(1))
        .toList();
  }

  private ObjectNode message(EventSchema schema, String id) {
    ObjectNode message = JSON.objectNode()
        .put("name", schema.type())
        .put("title", schema.type() + ", revision " + schema.revision())
        .put("contentType", "application/json");
    message.set("headers", CloudEventHeaders.of(schema.type()));
    message.putObject("payload").put("$ref", SCHEMAS + id + "_" + schema.root());
    ObjectNode kafka = message.putObject("bindings").putObject("kafka");
    kafka.putObject("key").put("type", "string").put("description", "The id of the stream.");
    kafka.put("bindingVersion", "0.5.0");
    schema
        .definitionsAsJsonSchema()
        .forEach((name, node) -> schemas.set(id + "_" + name, moved(node, id)));
    return message;
  }

  /** With references that lead to where the definitions are in this document. */
  private static JsonNode moved(JsonNode node, String id) {
    if (node instanceof ArrayNode array) {
      ArrayNode moved = JSON.arrayNode();
      array.forEach(it -> moved.add(moved(it, id)));
      return moved;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode moved = JSON.objectNode();
    object.properties().forEach(it -> {
      boolean isReference = it.getKey().equals("$ref") && it.getValue() instanceof TextNode;
      String target = it.getValue().asText();
      moved.set(
          it.getKey(),
          isReference
              ? JSON.textNode(SCHEMAS + id + "_" + target.substring(target.lastIndexOf('/') + 1))
              : moved(it.getValue(), id));
    });
    return moved;
  }
}
