package dev.cairn.projection;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Projections in a process of their own, to be killed from outside: {@link Balance} and {@link Postings}. It
 * prints what becomes of them, and ends with its standard input.
 */
final class ProjectionProcess {

  /**
   * Where the process waits, having said so, until it is told to go on.
   *
   * @param pass which time the process comes there, counted from 1; 0 never waits
   */
  record Pause(CrashPoint point, int pass) {
    static final Pause NEVER = new Pause(CrashPoint.BEFORE_COMMIT, 0);

    /** What the process prints there. */
    String line() {
      return "at " + point;
    }
  }

  /** What the process does. */
  enum Activity {
    /** Keeps the projections up to date. */
    RUN,
    /** Runs {@link PaymentProcess} instead. */
    PAY,
    /** Rebuilds them all, prints {@code rebuilt}, and ends. */
    REBUILD
  }

  private final Pause pause;
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger passed = new AtomicInteger();

  private ProjectionProcess(Pause pause) {
    this.pause = pause;
  }

  static ChildJvm start(
      ProjectionLog log, Activity activity, ProjectionSettings settings, Pause pause) {
    HikariDataSource database = log.pool();
    List<String> arguments = List.of(
        database.getJdbcUrl(),
        database.getUsername(),
        database.getPassword(),
        log.schema(),
        activity.name(),
        settings.lease().toString(),
        Integer.toString(settings.pageSize()),
        Long.toString(settings.memory()),
        pause.point().name(),
        Integer.toString(pause.pass()));
    return log.closing(ChildJvm.start(List.of(), ProjectionProcess.class, arguments));
  }

  /** Arguments: as they are put together above. */
  public static void main(String[] arguments) throws InterruptedException {
    Pause pause = new Pause(CrashPoint.valueOf(arguments[8]), Integer.parseInt(arguments[9]));
    ProjectionSettings settings = new ProjectionSettings(
        Duration.parse(arguments[5]), Integer.parseInt(arguments[6]), Long.parseLong(arguments[7]));
    Activity activity = Activity.valueOf(arguments[4]);
    ProjectionProcess process = new ProjectionProcess(pause);
    try (PostgresEventStore store = PostgresEventStore.connect(
            arguments[0],
            arguments[1],
            arguments[2],
            BankEvents.codec(),
            PostgresSettings.defaults()
                .withSchema(arguments[3])
                .withRecovery(Duration.ofSeconds(2)));
        Projections projections =
            Projections.of(store, settings, projections(activity, store), process::at)) {
      Thread commands = new Thread(process::obey, "commands");
      commands.setDaemon(true);
      commands.start();
      if (activity != Activity.REBUILD) {
        run(projections);
      }
      rebuild(projections);
    }
  }

  private static List<Projection> projections(Activity activity, PostgresEventStore store) {
    return activity == Activity.PAY
        ? List.of(Projection.process(PaymentProcess.class, PaymentProcess.commands(store)))
        : all();
  }

  static List<Projection> all() {
    return List.of(Projection.keyed(Balance.class), Projection.free(new Postings()));
  }

  private static void run(Projections projections) throws InterruptedException {
    ProjectionRunner runner = projections.start();
    String said = "";
    while (true) {
      boolean all = runner.standing().values().stream().allMatch(now -> now.startsWith("runs"));
      boolean none = runner.standing().values().stream().noneMatch(now -> now.startsWith("runs"));
      String now = all ? "runs all" : none ? "runs none" : "runs some";
      if (!now.equals(said)) {
        System.out.println(now);
        said = now;
      }
      Thread.sleep(5);
    }
  }

  /** Until nobody else is at it: whoever was killed holds the lease to its end. */
  private static void rebuild(Projections projections) throws InterruptedException {
    while (true) {
      try {
        projections.operations().rebuild(projections.names(), RebuildListener.NONE);
        System.out.println("rebuilt");
        return;
      } catch (ProjectionBusyException e) {
        Thread.sleep(20);
      }
    }
  }

  private void at(CrashPoint point) {
    if (point == pause.point() && passed.incrementAndGet() == pause.pass()) {
      System.out.println(pause.line());
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void obey() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        released.countDown();
      }
    } catch (IOException e) {
      System.out.println("No commands: " + e);
    }
    Runtime.getRuntime().halt(0);
  }
}
