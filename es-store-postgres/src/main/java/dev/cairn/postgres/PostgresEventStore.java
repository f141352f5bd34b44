package dev.cairn.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.cairn.InvalidInputException;
import dev.cairn.event.EventCodec;
import dev.cairn.event.NewEvent;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.AppendResult;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.ClosedStream;
import dev.cairn.store.EncodedAppend;
import dev.cairn.store.EventFilter;
import dev.cairn.store.EventStore;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.LogIdentity;
import dev.cairn.store.LogRead;
import dev.cairn.store.StreamAppend;
import dev.cairn.store.StreamPages;
import dev.cairn.store.StreamRead;
import dev.cairn.store.Subscription;
import dev.cairn.store.Todays;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/**
 * The log in PostgreSQL 14 or newer. Any number of processes append to one log; commit order is
 * position order for all of them. Thread-safe.
 *
 * <p>Appends of callers that arrive while a commit is under way share the next one, so total order costs
 * nothing under load. A call that loses its connection is repeated on another one until {@link
 * PostgresSettings#recovery()} is over; because event ids are unique in the log, nothing is written
 * twice.
 *
 * <p>Beside the exceptions of {@link EventStore}, every call may throw {@link LogUnavailableException},
 * {@link LogSchemaException} and {@link LogRejectedException}, and an append or a closing {@link
 * LogLockedException}.
 */
public final class PostgresEventStore implements EventStore {

  private final EventCodec codec;
  private final PostgresSettings settings;
  private final Appender appender;
  private final StreamClosings closings;
  private final StreamReader streams;
  private final LogReader log;
  private final LogHead head;
  private final LogFollowing following;
  private final LogDatabase database;
  private final StoredRevisions revisions;
  private final AutoCloseable ownPool;
  private volatile boolean closed;

  private PostgresEventStore(
      DataSource dataSource, EventCodec codec, PostgresSettings settings, AutoCloseable ownPool) {
    this.codec = codec;
    this.settings = settings;
    this.ownPool = ownPool;
    Connections connections = new Connections(dataSource, settings);
    this.appender = new Appender(connections, settings);
    this.closings = new StreamClosings(connections, settings);
    this.streams = new StreamReader(connections, codec, settings.schema());
    this.head = new LogHead(connections, settings.schema());
    this.log = new LogReader(connections, head, codec, settings.schema());
    this.following = new LogFollowing(dataSource, settings, head, log);
    this.database = new LogDatabase(dataSource, settings);
    this.revisions = new StoredRevisions(connections, settings.schema());
  }

  /** As {@link #open(DataSource, EventCodec, PostgresSettings)} with the default settings. */
  public static PostgresEventStore open(DataSource dataSource, EventCodec codec) {
    return open(dataSource, codec, PostgresSettings.defaults());
  }

  /**
   * Opens the log in a database that an application already has a pool for. Closing the store leaves the
   * pool open. The store takes a connection for the time of each call, and one for good while there are
   * subscriptions.
   *
   * @throws LogSchemaException if the schema is missing, see {@link LogSchema#migrate}
   * @throws dev.cairn.event.UnreadableEventsException if there are events of earlier forms for which the
   *     codec has no upcasters
   */
  public static PostgresEventStore open(
      DataSource dataSource, EventCodec codec, PostgresSettings settings) {
    PostgresEventStore store = new PostgresEventStore(dataSource, codec, settings, () -> {});
    store.verify();
    return store;
  }

  /** As {@link #connect(String, String, String, EventCodec, PostgresSettings)} with the default settings. */
  public static PostgresEventStore connect(
      String jdbcUrl, String user, String password, EventCodec codec) {
    return connect(jdbcUrl, user, password, codec, PostgresSettings.defaults());
  }

  /**
   * Opens the log with a pool of its own, which is closed with the store.
   *
   * @param jdbcUrl such as {@code jdbc:postgresql://localhost/bank}
   * @throws LogSchemaException if the schema is missing, see {@link LogSchema#migrate}
   * @throws LogRejectedException if the server does not let this user in
   * @throws dev.cairn.event.UnreadableEventsException as for {@link #open(DataSource, EventCodec,
   *     PostgresSettings)}
   */
  public static PostgresEventStore connect(
      String jdbcUrl, String user, String password, EventCodec codec, PostgresSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(password);
    config.setPoolName("cairn-" + settings.schema());
    // A server that vanished without a word is noticed, and the call goes on elsewhere.
    config.addDataSourceProperty(
        "socketTimeout", Math.max(60, 2 * settings.lockWait().toSeconds()));
    config.addDataSourceProperty("tcpKeepAlive", true);
    config.setConnectionTimeout(Math.max(250, settings.recovery().toMillis()));
    HikariDataSource pool = pool(config, settings);
    PostgresEventStore store = new PostgresEventStore(pool, codec, settings, pool);
    try {
      store.verify();
      return store;
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** Whether the log is there, and its events are some that the codec can read. */
  private void verify() {
    identity();
    if (settings.checksRevisions()) {
      revisions.open(codec.upcasting());
    }
  }

  /** Asks the server once, so that a wrong password is said at once; one that is away is waited for. */
  private static HikariDataSource pool(HikariConfig config, PostgresSettings settings) {
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      SQLException cause = SqlErrors.in(e);
      if (cause != null && SqlErrors.isRefusal(cause)) {
        throw SqlErrors.translated(settings.schema(), cause);
      }
      config.setInitializationFailTimeout(-1);
      return new HikariDataSource(config);
    }
  }

  @Override
  public List<AppendResult> append(List<StreamAppend> appends) {
    requireOpen();
    List<AppendResult> results =
        appender.append(EncodedAppend.encode(appends, codec, settings.limits()));
    following.appended(results.get(results.size() - 1).position());
    return results;
  }

  /**
   * Appends in the transaction of a handle: the events are in the log if, and when, it commits.
   *
   * <p>The lock of the log is held from this call to the end of the transaction, and every other append
   * waits for it: let it be the last statement. An exception other than {@link
   * dev.cairn.store.WrongExpectedVersionException}, {@link dev.cairn.store.StreamClosedException} and
   * {@link dev.cairn.store.DuplicateEventIdException} leaves a transaction that can only be rolled back.
   *
   * @param handle in a transaction with isolation level read committed
   * @return the stream's new version and the last event's position, if the transaction commits
   */
  public AppendResult append(
      Handle handle, StreamId stream, ExpectedVersion expected, List<NewEvent> events) {
    return append(handle, List.of(new StreamAppend(stream, expected, events))).get(0);
  }

  /** As {@link #append(Handle, StreamId, ExpectedVersion, List)}, to several streams. */
  public List<AppendResult> append(Handle handle, List<StreamAppend> appends) {
    requireOpen();
    try {
      if (handle.getConnection().getAutoCommit()) {
        throw new InvalidInputException(
            "handle", "is not in a transaction; begin one, or append without a handle");
      }
    } catch (SQLException e) {
      throw SqlErrors.translated(settings.schema(), e);
    }
    return appender.append(
        handle.getConnection(), EncodedAppend.encode(appends, codec, settings.limits()));
  }

  @Override
  public ClosedStream closeStream(
      StreamId stream, ExpectedVersion expected, String by, String reason) {
    requireOpen();
    return closings.close(stream, expected, by, reason);
  }

  @Override
  public Optional<ClosedStream> closedStream(StreamId stream) {
    requireOpen();
    return closings.find(stream);
  }

  @Override
  public Stream<RecordedEvent> read(StreamRead read) {
    requireOpen();
    return Todays.stream(read, codec.upcasting(), StreamPages.stream(read, streams::page));
  }

  @Override
  public StreamVersion versionAt(StreamId stream, Instant instant) {
    requireOpen();
    return streams.versionAt(stream, instant);
  }

  @Override
  public Optional<RecordedEvent> find(UUID eventId) {
    requireOpen();
    return streams.find(eventId);
  }

  @Override
  public Position readLog(LogRead read, Consumer<? super RecordedEvent> reader) {
    requireOpen();
    if (read.asStored()) {
      return log.read(read, reader);
    }
    return log.read(
        read.withFilter(Todays.stored(read.filter(), codec.upcasting())),
        Todays.reader(read.filter(), codec.upcasting(), reader));
  }

  @Override
  public Subscription subscribe(
      Checkpoint from, EventFilter filter, Consumer<? super RecordedEvent> handler) {
    requireOpen();
    return following.subscribe(
        from,
        Todays.stored(filter, codec.upcasting()),
        Todays.reader(filter, codec.upcasting(), handler));
  }

  /**
   * Follows the log page by page, its events as they are stored; for readers that {@link #subscribe} does not
   * suit.
   *
   * @param filter for the types with which events are stored, see {@link
   *     dev.cairn.event.Upcasting#storedTypes}
   * @param events how many a page holds at most
   */
  public LogFollower follow(EventFilter filter, int events) {
    requireOpen();
    return following.follower(filter, events);
  }

  /** The database of the log, for what keeps tables beside it. */
  public LogDatabase database() {
    return database;
  }

  @Override
  public Position head() {
    requireOpen();
    return head.position();
  }

  @Override
  public EventCodec codec() {
    return codec;
  }

  @Override
  public LogIdentity identity() {
    return head.identity();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The event store is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    following.close();
    try {
      ownPool.close();
    } catch (Exception e) {
      throw new IllegalStateException("The pool does not close", e);
    }
  }
}
