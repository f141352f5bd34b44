package dev.cairn.bank.trial;

/**
 * What became of transfers.
 *
 * @param completed the money has arrived
 * @param failed it has never left
 * @param compensated it has come back
 */
public record Moved(long completed, long failed, long compensated) {}
