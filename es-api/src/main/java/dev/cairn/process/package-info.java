/**
 * Process managers: what has to happen over several aggregates, and over time.
 *
 * <ul>
 *   <li>{@link dev.cairn.process.Process}, {@link dev.cairn.handler.On}, {@link
 *       dev.cairn.process.OnRefusal}, {@link dev.cairn.process.OnDeadline}: how a record says what it reacts to
 *   <li>{@link dev.cairn.process.Step}: what it does
 *   <li>{@link dev.cairn.process.ProcessModel}: the record as the framework sees it
 *   <li>{@link dev.cairn.process.ProcessModelException}: what is wrong with it
 *   <li>{@link dev.cairn.testing.ProcessFixture}: how to test it
 * </ul>
 */
@NullMarked
package dev.cairn.process;

import org.jspecify.annotations.NullMarked;
