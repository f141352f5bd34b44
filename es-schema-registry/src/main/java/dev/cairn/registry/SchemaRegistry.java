package dev.cairn.registry;

import java.net.URI;

/**
 * Keeps the schemas that values are written with, each under a subject, in versions, and with an id that
 * is unique in the registry and stands in front of every value. Thread-safe.
 *
 * <p>Every method throws {@link RegistryUnavailableException}, {@link RegistryAccessException} and
 * {@link UnexpectedAnswerException}, which say nothing about the schema: it can be tried again when the
 * registry, the credentials or the address are well.
 */
public interface SchemaRegistry {

  /**
   * Makes the schema the latest version of the subject, unless it is one of its versions already.
   *
   * @return its id: the same each time
   * @throws SchemaRefusedException if it is no schema, or breaks those that the subject has
   */
  int register(String subject, RegistrySchema schema);

  /**
   * The id of a schema that the subject has.
   *
   * @throws SchemaNotFoundException if it has no such version
   */
  int idOf(String subject, RegistrySchema schema);

  /**
   * The schema with that id, whatever its subjects.
   *
   * @throws SchemaNotFoundException if there is none
   */
  RegistrySchema schema(int id);

  /**
   * The latest version of a subject.
   *
   * @throws SchemaNotFoundException if there is no such subject
   */
  RegisteredSchema latest(String subject);

  /**
   * Whether the schema could be registered, by the level of the subject; nothing is registered. A subject
   * that is not there takes every schema.
   *
   * @throws SchemaRefusedException if it is no schema
   */
  Compatibility check(String subject, RegistrySchema schema);

  /** The level of a subject: its own, or else that of all. */
  CompatibilityLevel level(String subject);

  /** Sets the level of a subject, also of one that has no schema yet. */
  void setLevel(String subject, CompatibilityLevel level);

  /** Where anybody finds the schema with that id: the {@code dataschema} of CloudEvents. */
  URI uriOf(int id);
}
