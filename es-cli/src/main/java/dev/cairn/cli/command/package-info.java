/**
 * What all commands share, and what an application implements to embed them: {@link
 * dev.cairn.cli.command.LogAccess}.
 */
@NullMarked
package dev.cairn.cli.command;

import org.jspecify.annotations.NullMarked;
