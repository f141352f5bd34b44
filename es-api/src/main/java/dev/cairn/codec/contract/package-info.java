/**
 * Contracts for consumers in other languages, from the same schemas as the events themselves.
 *
 * <ul>
 *   <li>{@link dev.cairn.codec.contract.AvroContract}: a schema of Avro
 *   <li>{@link dev.cairn.codec.contract.ProtobufContract}: a file of Protocol Buffers
 *   <li>{@link dev.cairn.codec.contract.TypeScriptContract}: types of TypeScript
 *   <li>{@link dev.cairn.codec.contract.AsyncApiContract}: a document of AsyncAPI
 *   <li>{@link dev.cairn.codec.contract.Contracts}: all of an application's, as files
 * </ul>
 */
@NullMarked
package dev.cairn.codec.contract;

import org.jspecify.annotations.NullMarked;
