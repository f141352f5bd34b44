/**
 * The commands for operators, to be embedded in an application: {@link dev.cairn.cli.EsCli}.
 *
 * <ul>
 *   <li>{@link dev.cairn.cli.EsCli}: puts them together
 *   <li>{@link dev.cairn.cli.command.LogAccess}, {@link dev.cairn.cli.command.ProjectionAccess}: what an
 *       application implements; {@link dev.cairn.cli.PostgresLogOptions} is one that is ready-made
 *   <li>{@link dev.cairn.cli.command.FailureReport}: failures as one line, with an exit code; {@link
 *       dev.cairn.cli.progress.ProgressDisplay}: bars and lines; both for an application's own commands, too
 *   <li>one package for each noun: its class {@code ...Commands} is the group, each other command a class
 * </ul>
 */
@NullMarked
package dev.cairn.cli;

import org.jspecify.annotations.NullMarked;
