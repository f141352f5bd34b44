package dev.cairn.outbox.consumer;

/**
 * What a consumer has done since it was started.
 *
 * @param handled events that were handled
 * @param repetitions events that were left out because they had been handled before
 * @param failures attempts of the handler that failed
 * @param deadLetters records written to a dead-letter topic
 * @param takenOver transactions rolled back because another member had taken the partition over
 */
public record ConsumerCounts(
    long handled, long repetitions, long failures, long deadLetters, long takenOver) {}
