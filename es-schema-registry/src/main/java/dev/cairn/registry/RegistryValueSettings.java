package dev.cairn.registry;

import dev.cairn.codec.schema.EventSchema;
import dev.cairn.codec.schema.EventSchemas;
import dev.cairn.codec.schema.SchemaFiles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which schemas values are written with, and where those are kept.
 *
 * @param schemas of each type the earlier ones first; of two with one revision the later one is used, and
 *     the earlier one is history
 * @param namespace what the names of all schemas begin with, such as {@code bank.events}
 * @param subjects under which subjects they are kept
 * @param register whether the relay registers schemas that the registry does not have; if not, it uses
 *     those that somebody else has registered, such as a build
 */
public record RegistryValueSettings(
    List<EventSchema> schemas, String namespace, SubjectNaming subjects, boolean register) {

  public RegistryValueSettings {
    schemas = List.copyOf(schemas);
  }

  /** The schemas of the code, one subject for each event, registered by the relay. */
  public static RegistryValueSettings of(EventSchemas now, String namespace) {
    return new RegistryValueSettings(
        List.copyOf(now.all()), namespace, SubjectNaming.byRecord(), true);
  }

  /** With schemas of before; of each type the oldest first. */
  public RegistryValueSettings withEarlier(Collection<EventSchema> earlier) {
    List<EventSchema> all = new ArrayList<>(earlier);
    all.addAll(schemas);
    return new RegistryValueSettings(all, namespace, subjects, register);
  }

  /** With the schemas that are committed with the code, and their history. */
  public RegistryValueSettings withEarlier(SchemaFiles committed) {
    return withEarlier(
        committed.histories().values().stream().flatMap(List::stream).toList());
  }

  public RegistryValueSettings withSubjects(SubjectNaming other) {
    return new RegistryValueSettings(schemas, namespace, other, register);
  }

  public RegistryValueSettings withRegister(boolean whatIsMissing) {
    return new RegistryValueSettings(schemas, namespace, subjects, whatIsMissing);
  }
}
