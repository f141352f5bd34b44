package dev.cairn.bank.trial;

import java.nio.file.Path;

/**
 * What a demo does.
 *
 * @param data where its servers keep their data
 * @param accounts how many there are
 * @param transfers how many are started
 * @param clients how many send commands at the same time
 * @param seed of what the clients choose
 */
public record Plan(Path data, int accounts, int transfers, int clients, long seed) {}
