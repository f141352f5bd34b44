/**
 * Events in Kafka as Avro or Protobuf, with their schemas in a schema registry.
 *
 * <ul>
 *   <li>{@link dev.cairn.registry.SchemaRegistry}: what a registry does; {@link
 *       dev.cairn.registry.HttpSchemaRegistry}: over the REST interface that most of them offer
 *   <li>{@link dev.cairn.registry.AvroValues}, {@link dev.cairn.registry.ProtobufValues}: how a relay writes
 *       events with schemas from there; {@link dev.cairn.registry.RegistryValueSettings}: which ones
 *   <li>{@link dev.cairn.registry.SchemaRegistryException}: the root of what can go wrong there; {@link
 *       dev.cairn.registry.UnwritableValueException}: an event does not fit its schema
 * </ul>
 */
@NullMarked
package dev.cairn.registry;

import org.jspecify.annotations.NullMarked;
