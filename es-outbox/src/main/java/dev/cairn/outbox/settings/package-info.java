/**
 * What the relay's Kafka clients are told, and whether it will hold.
 *
 * <p>{@link dev.cairn.outbox.settings.KafkaSettings} are read from a file or a map, with their secrets
 * taken from the environment or from files, and handed out per client. {@link
 * dev.cairn.outbox.settings.KafkaSettingsCheck} compares them, and the cluster, with what the relay
 * wants ({@link dev.cairn.outbox.settings.RelayWants}) and explains each {@link
 * dev.cairn.outbox.settings.Finding} in a {@link dev.cairn.outbox.settings.KafkaSettingsReport}.
 */
@NullMarked
package dev.cairn.outbox.settings;

import org.jspecify.annotations.NullMarked;
