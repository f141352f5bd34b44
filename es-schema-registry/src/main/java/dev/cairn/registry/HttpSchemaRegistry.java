package dev.cairn.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cairn.registry.RegistryClient.Answer;
import dev.cairn.registry.SchemaRefusedException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A registry behind the REST interface that most of them offer: Confluent's, Apicurio's below {@code
 * /apis/ccompat/v7}, Karapace, and others. Thread-safe.
 *
 * <p>Ids and schemas never change, so each is asked for once. Failures are not remembered.
 */
public final class HttpSchemaRegistry implements SchemaRegistry {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegistryClient client;
  private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, RegistrySchema> schemas = new ConcurrentHashMap<>();

  private record Registration(String subject, RegistrySchema schema) {}

  private HttpSchemaRegistry(RegistryClient client) {
    this.client = client;
  }

  /** Returns at once: the registry is first asked when something is wanted of it. */
  public static HttpSchemaRegistry at(RegistrySettings settings) {
    return new HttpSchemaRegistry(new RegistryClient(settings));
  }

  @Override
  public int register(String subject, RegistrySchema schema) {
    return known(subject, schema, wanted -> {
      Answer answer = client.ask("POST", versions(subject), body(schema));
      requireTaken(answer, subject);
      return id(answer, read(answer));
    });
  }

  @Override
  public int idOf(String subject, RegistrySchema schema) {
    return known(subject, schema, wanted -> {
      Answer answer = client.ask("POST", "/subjects/" + encoded(subject), body(schema));
      requireThere(answer, subject);
      return id(answer, read(answer));
    });
  }

  /** Not under a lock of the map: whoever asks for others is not to wait for this answer. */
  private int known(String subject, RegistrySchema schema, ToIntFunction<Registration> answer) {
    Registration wanted = new Registration(subject, schema);
    Integer known = ids.get(wanted);
    if (known != null) {
      return known;
    }
    int id = answer.applyAsInt(wanted);
    ids.put(wanted, id);
    return id;
  }

  @Override
  public RegistrySchema schema(int id) {
    RegistrySchema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    Answer answer = client.ask("GET", path(id), null);
    requireThere(answer, "id " + id);
    RegistrySchema schema = schema(answer, read(answer));
    schemas.put(id, schema);
    return schema;
  }

  @Override
  public RegisteredSchema latest(String subject) {
    Answer answer = client.ask("GET", versions(subject) + "/latest", null);
    requireThere(answer, subject);
    JsonNode json = read(answer);
    return new RegisteredSchema(
        subject, number(answer, json, "version"), id(answer, json), schema(answer, json));
  }

  @Override
  public Compatibility check(String subject, RegistrySchema schema) {
    String path = "/compatibility" + versions(subject) + "?verbose=true";
    Answer answer = client.ask("POST", path, body(schema));
    if (isMissing(answer)) {
      return new Compatibility(true, List.of());
    }
    requireTaken(answer, subject);
    JsonNode json = read(answer);
    if (!json.path("is_compatible").isBoolean()) {
      throw unexpected(answer, "no is_compatible", null);
    }
    List<String> reasons = new ArrayList<>();
    json.path("messages").forEach(message -> reasons.add(message.asText()));
    return new Compatibility(json.path("is_compatible").booleanValue(), reasons);
  }

  @Override
  public CompatibilityLevel level(String subject) {
    Answer answer =
        client.ask("GET", "/config/" + encoded(subject) + "?defaultToGlobal=true", null);
    if (isMissing(answer)) {
      answer = client.ask("GET", "/config", null);
    }
    requireThere(answer, subject);
    JsonNode json = read(answer);
    String level =
        json.path("compatibilityLevel").asText(json.path("compatibility").asText());
    try {
      return CompatibilityLevel.valueOf(level);
    } catch (IllegalArgumentException e) {
      throw unexpected(answer, "the level '" + level + "'", e);
    }
  }

  @Override
  public void setLevel(String subject, CompatibilityLevel level) {
    String body = JSON.createObjectNode().put("compatibility", level.name()).toString();
    Answer answer = client.ask("PUT", "/config/" + encoded(subject), body);
    requireTaken(answer, subject);
    read(answer);
  }

  @Override
  public URI uriOf(int id) {
    return client.uri(path(id));
  }

  private static String path(int id) {
    return "/schemas/ids/" + id;
  }

  private static String versions(String subject) {
    return "/subjects/" + encoded(subject) + "/versions";
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, UTF_8).replace("+", "%20");
  }

  private static String body(RegistrySchema schema) {
    ObjectNode body = JSON.createObjectNode().put("schema", schema.text());
    return body.put("schemaType", schema.format().name()).toString();
  }

  private static void requireTaken(Answer answer, String subject) {
    if (answer.status() == 409 || answer.status() == 422) {
      Reason reason = answer.status() == 409 ? Reason.INCOMPATIBLE : Reason.INVALID;
      throw new SchemaRefusedException(
          answer.request(), subject, reason, RegistryClient.excerpt(answer.body()));
    }
    requireOk(answer);
  }

  private static void requireThere(Answer answer, String subject) {
    if (isMissing(answer)) {
      throw new SchemaNotFoundException(
          answer.request(), subject, RegistryClient.excerpt(answer.body()));
    }
    requireOk(answer);
  }

  private static void requireOk(Answer answer) {
    if (answer.status() == 401 || answer.status() == 403) {
      throw new RegistryAccessException(
          answer.request(), answer.status(), RegistryClient.excerpt(answer.body()));
    }
    if (!answer.isOk()) {
      throw unexpected(answer, "'" + RegistryClient.excerpt(answer.body()) + "'", null);
    }
  }

  /** In the words of a registry: a page that is not there is no schema that is not there. */
  private static boolean isMissing(Answer answer) {
    return answer.status() == 404
        && parsed(answer)
            .filter(json -> json.path("error_code").asInt() / 100 == 404)
            .isPresent();
  }

  private static JsonNode read(Answer answer) {
    return parsed(answer)
        .orElseThrow(() -> unexpected(
            answer, "no JSON but '" + RegistryClient.excerpt(answer.body()) + "'", null));
  }

  private static Optional<JsonNode> parsed(Answer answer) {
    try {
      return Optional.ofNullable(JSON.readTree(answer.body())).filter(JsonNode::isObject);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static int id(Answer answer, JsonNode json) {
    return number(answer, json, "id");
  }

  private static int number(Answer answer, JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
      throw unexpected(answer, "the " + name + " '" + value.asText() + "'", null);
    }
    return value.intValue();
  }

  private static RegistrySchema schema(Answer answer, JsonNode json) {
    JsonNode text = json.path("schema");
    if (!text.isTextual()) {
      throw unexpected(answer, "no schema", null);
    }
    // Registries leave it out where it is Avro, which once was all there was.
    String format = json.path("schemaType").asText("AVRO");
    try {
      return new RegistrySchema(SchemaFormat.valueOf(format), text.textValue());
    } catch (IllegalArgumentException e) {
      throw unexpected(answer, "a schema of the format '" + format + "'", e);
    }
  }

  private static UnexpectedAnswerException unexpected(
      Answer answer, String problem, @Nullable Exception cause) {
    return new UnexpectedAnswerException(answer.request(), answer.status(), problem, cause);
  }
}
