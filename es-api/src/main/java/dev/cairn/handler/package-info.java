/**
 * How a class says which of its methods handle which events: for read models, projections and processes
 * alike.
 *
 * <ul>
 *   <li>{@link dev.cairn.handler.On}: a method that handles events
 *   <li>{@link dev.cairn.handler.Key}: the component that tells the rows of a read model, or the instances
 *       of a process, apart
 *   <li>{@link dev.cairn.handler.KeyOf}: to which of them an event belongs, where that is not simply in it
 * </ul>
 */
@NullMarked
package dev.cairn.handler;

import org.jspecify.annotations.NullMarked;
