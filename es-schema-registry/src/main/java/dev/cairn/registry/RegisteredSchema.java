package dev.cairn.registry;

/**
 * A version of a subject.
 *
 * @param version from 1 on, within the subject
 * @param id unique in the registry; ids may have gaps
 */
public record RegisteredSchema(String subject, int version, int id, RegistrySchema schema) {}
