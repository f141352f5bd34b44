package dev.cairn.bank.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The description of the API, as the tools of others read it. */
final class OpenApiTest {

  private static String document() throws IOException {
    try (InputStream stream = OpenApiTest.class.getResourceAsStream("openapi.json")) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static SwaggerParseResult parsed(String document) {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    return new OpenAPIV3Parser().readContents(document, List.of(), options);
  }

  @Test
  void isUnderstoodWithoutComplaint() throws IOException {
    SwaggerParseResult result = parsed(document());
    assertThat(result.getMessages()).isEmpty();
    OpenAPI api = result.getOpenAPI();
    assertThat(api.getOpenapi()).isEqualTo("3.1.0");
    assertThat(api.getComponents().getSchemas()).containsKeys("Account", "Problem", "Transfer");
  }

  @Test
  void namesEveryOperationOnceAndSaysHowItCanFail() throws IOException {
    List<Operation> operations = parsed(document()).getOpenAPI().getPaths().values().stream()
        .map(PathItem::readOperations)
        .flatMap(List::stream)
        .toList();
    assertThat(operations)
        .allSatisfy(operation -> assertThat(operation.getSummary()).isNotBlank())
        .extracting(Operation::getOperationId)
        .doesNotContainNull()
        .doesNotHaveDuplicates();
    assertThat(operations)
        .filteredOn(operation -> operation.getRequestBody() != null)
        .isNotEmpty()
        .allSatisfy(
            operation -> assertThat(operation.getResponses().keySet()).contains("403", "415"));
  }

  @Test
  void wouldNotPassWithAMistakeInIt() throws IOException {
    String broken = document().replace("\"operationId\": \"getAccount\",", "\"operationid\": 7,");
    assertThat(parsed(broken).getMessages()).isNotEmpty();
  }
}
