package dev.cairn.bank;

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
record DemoPlan(Path data, int accounts, int transfers, int clients, long seed) {}
