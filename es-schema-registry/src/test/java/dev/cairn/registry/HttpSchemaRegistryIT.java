package dev.cairn.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.registry.SchemaRefusedException.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client asks of a registry, and what a real one makes of it. */
class HttpSchemaRegistryIT {

  private static final RegistrySchema ONE = person("");
  private static final RegistrySchema WITH_DEFAULT =
      person(",{\"name\":\"age\",\"type\":\"int\",\"default\":0}");
  private static final RegistrySchema WITHOUT_DEFAULT =
      person(",{\"name\":\"age\",\"type\":\"int\"}");
  private static final RegistrySchema PROTO = RegistrySchema.protobuf(
      "syntax = \"proto3\";\npackage test;\n\nmessage Person {\n  string name = 1;\n}\n");

  private final SchemaRegistry registry = OwnRegistry.client();
  private final String subject = OwnRegistry.freshSubject();

  private static RegistrySchema person(String moreFields) {
    return RegistrySchema.avro("{\"type\":\"record\",\"name\":\"Person\",\"namespace\":\"test\","
        + "\"fields\":[{\"name\":\"name\",\"type\":\"string\"}" + moreFields + "]}");
  }

  @Test
  void aSchemaIsRegisteredOnceAndFoundByItsIdAndBySubject() {
    int id = registry.register(subject, ONE);

    assertThat(OwnRegistry.client().register(subject, ONE)).isEqualTo(id);
    assertThat(OwnRegistry.client().idOf(subject, ONE)).isEqualTo(id);
    assertThat(registry.schema(id)).isEqualTo(ONE);
    assertThat(registry.latest(subject)).isEqualTo(new RegisteredSchema(subject, 1, id, ONE));
  }

  @Test
  void protobufIsRegisteredAsWell() {
    int id = registry.register(subject, PROTO);

    assertThat(OwnRegistry.client().idOf(subject, PROTO)).isEqualTo(id);
    assertThat(registry.schema(id).format()).isEqualTo(SchemaFormat.PROTOBUF);
    assertThat(registry.schema(id).text()).contains("message Person", "string name = 1;");
  }

  @Test
  void theNextVersionHasAnotherId() {
    registry.setLevel(subject, CompatibilityLevel.BACKWARD);
    int first = registry.register(subject, ONE);
    int second = registry.register(subject, WITH_DEFAULT);

    assertThat(second).isNotEqualTo(first);
    assertThat(registry.latest(subject).version()).isEqualTo(2);
    assertThat(registry.latest(subject).id()).isEqualTo(second);
    assertThat(OwnRegistry.client().idOf(subject, ONE)).isEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(CompatibilityLevel.class)
  void theLevelOfASubjectIsThatWhichWasSet(CompatibilityLevel level) {
    registry.register(subject, ONE);
    registry.setLevel(subject, level);

    assertThat(OwnRegistry.client().level(subject)).isEqualTo(level);
  }

  @Test
  void aSubjectWithoutALevelOfItsOwnHasThatOfAll() {
    registry.register(subject, ONE);

    assertThat(registry.level(subject)).isEqualTo(CompatibilityLevel.NONE);
  }

  @Test
  void whatBreaksTheLastVersionIsRefusedAndTheReasonIsTyped() {
    registry.setLevel(subject, CompatibilityLevel.BACKWARD);
    registry.register(subject, ONE);

    assertThat(registry.check(subject, WITH_DEFAULT).isCompatible()).isTrue();
    assertThat(registry.check(subject, WITHOUT_DEFAULT).isCompatible()).isFalse();
    assertThatThrownBy(() -> registry.register(subject, WITHOUT_DEFAULT))
        .isInstanceOfSatisfying(SchemaRefusedException.class, refused -> {
          assertThat(refused.subject()).isEqualTo(subject);
          assertThat(refused.reason()).isEqualTo(Reason.INCOMPATIBLE);
          assertThat(refused.request()).startsWith("POST http://127.0.0.1:").endsWith("/versions");
        })
        .hasMessageContaining("new revision");
    assertThat(registry.latest(subject).version()).isEqualTo(1);
  }

  @Test
  void aSubjectThatIsNotThereTakesEverySchema() {
    assertThat(registry.check(subject, ONE).isCompatible()).isTrue();
  }

  @Test
  void whatIsNoSchemaIsRefused() {
    assertThatThrownBy(
            () -> registry.register(subject, RegistrySchema.avro("{\"type\":\"nothing\"}")))
        .isInstanceOfSatisfying(
            SchemaRefusedException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.INVALID));
  }

  @Test
  void whatIsNotThereIsSaidToBeMissing() {
    assertThatThrownBy(() -> registry.latest(subject))
        .isInstanceOfSatisfying(
            SchemaNotFoundException.class,
            missing -> assertThat(missing.subject()).isEqualTo(subject));
    assertThatThrownBy(() -> registry.schema(999_999_999))
        .isInstanceOf(SchemaNotFoundException.class);
    assertThatThrownBy(() -> registry.idOf(subject, ONE))
        .isInstanceOf(SchemaNotFoundException.class);
    registry.register(subject, ONE);
    assertThatThrownBy(() -> registry.idOf(subject, WITH_DEFAULT))
        .isInstanceOf(SchemaNotFoundException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {" with space", ".account-bank.Opened", "ö?&=#%41+"})
  void aSubjectMayHaveAnyCharacters(String suffix) {
    int id = registry.register(subject + suffix, ONE);

    assertThat(OwnRegistry.client().latest(subject + suffix).id()).isEqualTo(id);
  }

  /** The pages of the registry beside its interface are no answers of a registry. */
  @Test
  void aWrongPathIsNoSchemaThatIsMissing() {
    String wrong = OwnRegistry.server().url().resolve("/apis").toString();
    SchemaRegistry lost = HttpSchemaRegistry.at(RegistrySettings.at(wrong));

    assertThatThrownBy(() -> lost.latest(subject))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("check that the URL");
  }

  /** The dataschema of a record leads anybody to the schema. */
  @Test
  void theUriOfASchemaIsWhereItIs() throws Exception {
    URI uri = registry.uriOf(registry.register(subject, ONE));

    HttpResponse<String> answer = HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

    assertThat(answer.body()).contains("\\\"Person\\\"");
  }

  /** What was answered once is not asked again. */
  @Test
  void idsAndSchemasAreRememberedWhileTheRegistryIsAway() {
    int id = registry.register(subject, ONE);
    registry.schema(id);
    OwnRegistry.server().kill();
    try {
      assertThat(registry.register(subject, ONE)).isEqualTo(id);
      assertThat(registry.schema(id)).isEqualTo(ONE);
      assertThatThrownBy(() -> registry.latest(subject))
          .isInstanceOfSatisfying(
              RegistryUnavailableException.class,
              away -> assertThat(away.attempts()).isEqualTo(3))
          .hasMessageContaining("cannot be reached");
    } finally {
      OwnRegistry.server().start();
    }
    assertThat(OwnRegistry.client().schema(id)).isEqualTo(ONE);
  }
}
