/**
 * Real servers for demos, development and tests: from Maven artifacts, without anything installed.
 *
 * <ul>
 *   <li>{@link dev.cairn.embedded.Servers}: the server that whoever runs a test or a demo has chosen
 *       (embedded, external by address, or in a container), one for each call or one for the process
 *   <li>{@link dev.cairn.embedded.PostgresServer}: what they all offer; {@link
 *       dev.cairn.embedded.FreshDatabase}: a database for one test
 *   <li>{@link dev.cairn.embedded.EmbeddedPostgres}: a durable PostgreSQL that can be killed, restarted
 *       and followed by a standby, and that never outlives this process; {@link
 *       dev.cairn.embedded.EmbeddedPostgresOptions}: its settings
 *   <li>{@link dev.cairn.embedded.KafkaServer}: what they offer of Kafka; {@link
 *       dev.cairn.embedded.EmbeddedKafka}: a durable broker that can be killed and restarted, has plain
 *       and secured listeners, and never outlives this process; {@link
 *       dev.cairn.embedded.EmbeddedKafkaOptions}: its settings
 *   <li>{@link dev.cairn.embedded.EmbeddedSchemaRegistry}: a schema registry whose program is brought
 *       along; {@link dev.cairn.embedded.EmbeddedSchemaRegistryOptions}: its settings
 *   <li>{@link dev.cairn.embedded.EmbeddedServerException}: the root of what can go wrong: {@link
 *       dev.cairn.embedded.DirectoryInUseException}, {@link dev.cairn.embedded.PortInUseException},
 *       {@link dev.cairn.embedded.ServerStartException}, {@link
 *       dev.cairn.embedded.ServerUnavailableException}, {@link
 *       dev.cairn.embedded.ServerRefusedException}, {@link dev.cairn.embedded.ServerFileException},
 *       {@link dev.cairn.embedded.RootUserException}, {@link
 *       dev.cairn.embedded.UnsupportedPlatformException}, {@link
 *       dev.cairn.embedded.InvalidServerOptionException}
 * </ul>
 *
 * <p>Unpacked programs and the data of ephemeral servers are in the user's cache directory; the system
 * property {@code cairn.cache} names another place. Who needs no Kafka broker of this process may exclude
 * {@code org.apache.kafka:kafka_2.13} from the class path.
 */
@NullMarked
package dev.cairn.embedded;

import org.jspecify.annotations.NullMarked;
