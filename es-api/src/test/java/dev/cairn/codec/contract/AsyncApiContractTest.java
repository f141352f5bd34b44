package dev.cairn.codec.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cairn.codec.schema.EventSchema;
import dev.cairn.codec.schema.SampleEvents;
import dev.cairn.event.EncodedEvent;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The document of AsyncAPI, against the schema of that language and against real events. */
final class AsyncApiContractTest {

  private static final String SPECS = "6.11.1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, Collection<EventSchema>> TOPICS = Map.of(
      "bank.{category}", SampleEvents.schemas().all(),
      "bank.odd", List.of(HostileNames.schema(), SampleEvents.schemas().of("closed")));

  private final String document = AsyncApiContract.of("Bank", "1.0.0", TOPICS);

  @Test
  void theDocumentIsValidAsTheLanguageDefinesIt() throws Exception {
    String definition = Files.readString(
        NpmPackages.directory("@asyncapi/specs", SPECS).resolve("schemas/3.0.0-without-$id.json"));
    Schema asyncApi = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
        .getSchema(definition, InputFormat.JSON);

    assertThat(asyncApi.validate(document, InputFormat.JSON)).isEmpty();
    assertThat(asyncApi.validate(
            document.replace("\"action\": \"send\"", "\"action\": \"shout\""), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void everyReferenceLeadsSomewhere() throws Exception {
    JsonNode root = JSON.readTree(document);
    List<String> references = root.findValuesAsText("$ref");
    assertThat(references)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            it -> assertThat(root.at(it.substring(1)).isMissingNode()).as(it).isFalse());
  }

  @Test
  void topicsKeysAndHeadersAreThoseOfTheRelay() throws Exception {
    JsonNode root = JSON.readTree(document);

    JsonNode channel = root.path("channels").path(AsyncApiContract.id("bank.{category}"));
    assertThat(channel.path("address").asText()).isEqualTo("bank.{category}");
    assertThat(channel.path("parameters").has("category")).isTrue();
    assertThat(channel.path("messages").size()).isEqualTo(4);
    JsonNode message = root.path("components").path("messages").path("numbers");
    assertThat(message.path("name").asText()).isEqualTo("numbers");
    assertThat(message.at("/bindings/kafka/key/type").asText()).isEqualTo("string");
    assertThat(message.at("/headers/properties/ce_type/const").asText()).isEqualTo("numbers");
  }

  @Test
  void realEventsHaveThePayloadsThatItSays() throws Exception {
    JsonNode root = JSON.readTree(document);
    for (Object event : SampleEvents.all()) {
      EncodedEvent encoded = SampleEvents.codec().encode(event);
      String id = AsyncApiContract.id(encoded.type());
      ObjectNode schema = JSON.createObjectNode();
      schema.set("components", root.path("components"));
      schema.put("$ref", root.at("/components/messages/" + id + "/payload/$ref").asText());
      Schema payload = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(schema.toString(), InputFormat.JSON);
      String json = new String(encoded.json(), UTF_8);
      assertThat(payload.validate(json, InputFormat.JSON)).as(json).isEmpty();
      assertThat(payload.validate("[]", InputFormat.JSON)).isNotEmpty();
    }
  }
}
