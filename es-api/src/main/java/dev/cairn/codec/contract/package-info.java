/**
 * Contracts for consumers in other languages, from the same schemas as the events themselves.
 *
 * <ul>
 *   <li>{@link dev.cairn.codec.contract.AvroContract}: a schema of Avro
 *   <li>{@link dev.cairn.codec.contract.ProtobufContract}: a file of Protocol Buffers
 * </ul>
 */
@NullMarked
package dev.cairn.codec.contract;

import org.jspecify.annotations.NullMarked;
