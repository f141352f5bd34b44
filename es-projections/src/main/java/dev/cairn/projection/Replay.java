package dev.cairn.projection;

/**
 * Whether events are handled again that were there before: while a projection is built, and not when it
 * follows the log. Effects outside of the database, such as a message to somebody, are left out then.
 */
public record Replay(boolean isReplaying) {}
