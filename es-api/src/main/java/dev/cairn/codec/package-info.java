/**
 * Events as JSON. The one package that knows Jackson.
 *
 * <ul>
 *   <li>{@link dev.cairn.codec.JacksonEventCodec}: writes and reads events
 *   <li>{@link dev.cairn.codec.EventTypes}: which class is stored under which name
 * </ul>
 */
@NullMarked
package dev.cairn.codec;

import org.jspecify.annotations.NullMarked;
