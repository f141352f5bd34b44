/**
 * Reading events that were stored in an earlier form.
 *
 * <ul>
 *   <li>{@link dev.cairn.codec.upcast.Upcaster}: a small pure step from one revision of an event to what
 *       follows it
 *   <li>{@link dev.cairn.codec.upcast.JsonEdit}: what such a step does to the JSON
 *   <li>{@link dev.cairn.codec.upcast.Upcasters}: all of an application's, checked together
 * </ul>
 */
@NullMarked
package dev.cairn.codec.upcast;

import org.jspecify.annotations.NullMarked;
