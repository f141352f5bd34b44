package dev.cairn.registry;

import dev.cairn.outbox.ValuesUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The ids of the schemas that values are written with, each asked for once. Thread-safe. */
final class SchemaIds {

  /** A refusal concerns every event of its type, and the registry is not asked for each of them. */
  private static final Duration REFUSED = Duration.ofSeconds(2);

  private final SchemaRegistry registry;
  private final RegistryValueSettings settings;
  private final Map<Use, Registered> known = new ConcurrentHashMap<>();
  private final Map<Use, Refusal> refused = new ConcurrentHashMap<>();

  SchemaIds(SchemaRegistry registry, RegistryValueSettings settings) {
    this.registry = registry;
    this.settings = settings;
  }

  private record Use(String topic, EventEncoding encoding) {}

  private record Refusal(SchemaRegistryException why, long nanos) {

    boolean isOld() {
      return System.nanoTime() - nanos > REFUSED.toNanos();
    }
  }

  /** A schema that the registry has. */
  record Registered(int id, String uri) {}

  /**
   * The one for events in that topic.
   *
   * @throws SchemaRefusedException if the registry does not take it
   * @throws SchemaNotFoundException if the registry does not have it, and it is not to be registered
   * @throws ValuesUnavailableException if the registry does not say
   */
  Registered of(String topic, EventEncoding encoding) {
    Use use = new Use(topic, encoding);
    Registered there = known.get(use);
    if (there != null) {
      return there;
    }
    Refusal refusal = refused.get(use);
    if (refusal != null && !refusal.isOld()) {
      throw refusal.why();
    }
    return asked(use);
  }

  private Registered asked(Use use) {
    String subject = settings.subjects().subject(use.topic(), use.encoding().name());
    RegistrySchema schema = use.encoding().schema();
    try {
      int id =
          settings.register() ? registry.register(subject, schema) : registry.idOf(subject, schema);
      Registered registered = new Registered(id, registry.uriOf(id).toString());
      known.put(use, registered);
      refused.remove(use);
      return registered;
    } catch (SchemaRefusedException | SchemaNotFoundException e) {
      refused.put(use, new Refusal(e, System.nanoTime()));
      throw e;
    } catch (SchemaRegistryException e) {
      throw new ValuesUnavailableException(String.valueOf(e.getMessage()), e);
    }
  }
}
