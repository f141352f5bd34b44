/**
 * Commands: load, decide, append, and again on conflict.
 *
 * <ul>
 *   <li>{@link dev.cairn.command.Commands}: sends them
 *   <li>{@link dev.cairn.command.CommandContext}: what is known about a command
 *   <li>{@link dev.cairn.command.CommandResult}: what it led to
 *   <li>{@link dev.cairn.command.CommandSettings}: how conflicts are met
 *   <li>{@link dev.cairn.command.EventAppend}: how the events come into the log, where that is not simply by
 *       the store
 *   <li>{@link dev.cairn.command.ReadModels}: what a result can wait for, to read one's own writes
 * </ul>
 */
@NullMarked
package dev.cairn.command;

import org.jspecify.annotations.NullMarked;
