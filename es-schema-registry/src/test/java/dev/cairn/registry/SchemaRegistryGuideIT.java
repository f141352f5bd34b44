package dev.cairn.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.codec.EventTypes;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.schema.EventSchemas;
import dev.cairn.event.EventIds;
import dev.cairn.event.RecordedEvent;
import dev.cairn.outbox.EventValue;
import dev.cairn.outbox.PublishedEvent;
import dev.cairn.outbox.RelaySettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/schema-registry.md shows compiles, and does what it says. */
class SchemaRegistryGuideIT {

  @TempDir
  Path directory;

  private String page = "";

  @BeforeEach
  void read() throws IOException {
    page = Files.readString(Path.of("..", "docs", "schema-registry.md"));
  }

  private List<String> blocks(String language) {
    return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private URLClassLoader compiled() throws IOException {
    List<String> arguments = new ArrayList<>(
        List.of("-d", directory.toString(), "-classpath", System.getProperty("java.class.path")));
    for (String block : blocks("java")) {
      String name = block.substring("// ".length(), block.indexOf('\n'));
      arguments.add(Files.writeString(directory.resolve(name), block).toString());
    }
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int result = ToolProvider.getSystemJavaCompiler()
        .run(null, messages, messages, arguments.toArray(new String[0]));
    assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    return new URLClassLoader(new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
  }

  private static Method method(ClassLoader classes, String type, String name)
      throws ReflectiveOperationException {
    for (Method method : classes.loadClass(type).getDeclaredMethods()) {
      if (method.getName().equals(name)) {
        method.setAccessible(true);
        return method;
      }
    }
    throw new NoSuchMethodException(type + "." + name);
  }

  @Test
  void whatItPublishesIsReadAsItSays() throws Exception {
    String url = OwnRegistry.server().url().toString();
    try (URLClassLoader classes = compiled()) {
      RelaySettings relay =
          (RelaySettings) method(classes, "RegistryPublishing", "relay").invoke(null, url);
      EventSchemas schemas =
          EventSchemas.of(EventTypes.of(classes.loadClass("RegistryPublishing$Deposited")));
      SchemaRegistry registry = OwnRegistry.client();

      Object refused =
          method(classes, "RegistryCheck", "registered").invoke(null, registry, schemas);
      EventValue value =
          relay.values().write(event("{\"cents\":700,\"note\":\"rent\"}"), "bank.account");
      Object read = method(classes, "AvroReading", "read").invoke(null, registry, published(value));

      assertThat((List<?>) refused).isEmpty();
      assertThat(read.toString()).isEqualTo(blocks("text").get(0).strip());
      assertThat(registry.latest("bank.events.money_deposited.MoneyDeposited").version())
          .isEqualTo(1);
    }
  }

  private static RecordedEvent event(String json) {
    return new RecordedEvent(
        1,
        "account:1",
        1,
        EventIds.next(),
        "money-deposited",
        1,
        json.getBytes(StandardCharsets.UTF_8),
        "{}".getBytes(StandardCharsets.UTF_8),
        Instant.EPOCH,
        JacksonEventCodec.forEvents(TestEvents.Deposited.class));
  }

  private static PublishedEvent published(EventValue value) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("bank.account", 0, 0, new byte[0], value.bytes());
    for (String header : List.of(
        "ce_specversion=1.0",
        "ce_id=" + EventIds.next(),
        "ce_source=urn:test",
        "ce_type=money-deposited",
        "ce_time=2026-01-01T00:00:00Z",
        "content-type=" + value.contentType())) {
      String[] both = header.split("=", 2);
      record.headers().add(both[0], both[1].getBytes(StandardCharsets.UTF_8));
    }
    return PublishedEvent.from(record);
  }
}
