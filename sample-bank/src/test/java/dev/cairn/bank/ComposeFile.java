package dev.cairn.bank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What docker-compose.yml says. */
final class ComposeFile {

  private ComposeFile() {}

  static JsonNode read() {
    try {
      Object content = new Yaml(new SafeConstructor(new LoaderOptions()))
          .load(Files.readString(Path.of("docker-compose.yml")));
      return new ObjectMapper().valueToTree(content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
