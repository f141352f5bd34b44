package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.NewEvent;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.AppendResult;
import dev.cairn.store.ContractEvents;
import dev.cairn.store.DuplicateEventIdException;
import dev.cairn.store.EventStore;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.LogRead;
import dev.cairn.store.StreamAppend;
import dev.cairn.store.StreamClosedException;
import dev.cairn.store.StreamNotFoundException;
import dev.cairn.store.WrongExpectedVersionException;
import dev.cairn.store.memory.InMemoryEventStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Random appends to few streams with few ids, so that conflicts, repetitions and duplicates are frequent,
 * and streams that are closed now and then, alone and combined in one call: the store in memory and the one in PostgreSQL decide alike.
 */
final class StoresAgreeIT {

  private static final int CALLS = 250;

  private final TestLog log = TestLog.create();
  private final PostgresEventStore postgres = log.store();
  private final InMemoryEventStore memory = new InMemoryEventStore(ContractEvents.codec());
  private final List<List<NewEvent>> pool = new ArrayList<>();

  @AfterEach
  void close() {
    memory.close();
    log.close();
  }

  @RepeatedTest(3)
  void onEveryAppend() {
    long seed = Long.getLong("cairn.test.seed", System.nanoTime());
    System.out.println("StoresAgreeIT seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < CALLS; i++) {
      if (random.nextInt(CALLS / 4) == 0) {
        StreamId ended = StreamId.of("account", "s-" + random.nextInt(4));
        ExpectedVersion expected = expected(random);
        String inMemory = closing(memory, ended, expected);
        assertThat(closing(postgres, ended, expected)).as("seed %d", seed).isEqualTo(inMemory);
      }
      List<StreamAppend> appends = appends(random);
      String inMemory = outcome(memory, appends);
      assertThat(outcome(postgres, appends))
          .as("call %d of seed %d: %s", i, seed, appends)
          .isEqualTo(inMemory);
    }
    assertThat(contents(postgres)).isEqualTo(contents(memory));
    assertThat(log.number("(select count(*) from @.events)"))
        .isEqualTo(contents(memory).size());
  }

  private List<StreamAppend> appends(Random random) {
    int streams = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
    Set<StreamId> named = new HashSet<>();
    Set<NewEvent> used = new HashSet<>();
    List<StreamAppend> appends = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      StreamId stream = StreamId.of("account", "s-" + random.nextInt(4));
      List<NewEvent> events = events(random);
      if (named.add(stream) && events.stream().allMatch(used::add)) {
        appends.add(new StreamAppend(stream, expected(random), events));
      }
    }
    return appends.isEmpty() ? appends(random) : appends;
  }

  /** New ones, those of an earlier call, or a part or a mixture of such. */
  private List<NewEvent> events(Random random) {
    if (pool.isEmpty() || random.nextInt(3) > 0) {
      List<NewEvent> fresh = counted(1, 1 + random.nextInt(3));
      pool.add(fresh);
      return fresh;
    }
    List<NewEvent> earlier = pool.get(random.nextInt(pool.size()));
    int from = random.nextInt(4) == 0 ? random.nextInt(earlier.size()) : 0;
    List<NewEvent> events = new ArrayList<>(earlier.subList(from, earlier.size()));
    if (random.nextInt(5) == 0) {
      events.addAll(counted(9, 9));
    }
    return events;
  }

  private static ExpectedVersion expected(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> ExpectedVersion.noStream();
      case 1 -> ExpectedVersion.streamExists();
      case 2 -> ExpectedVersion.exactly(random.nextInt(30));
      default -> ExpectedVersion.any();
    };
  }

  private static String closing(EventStore store, StreamId stream, ExpectedVersion expected) {
    try {
      return "closed at " + store.closeStream(stream, expected, "ann", "over").version();
    } catch (WrongExpectedVersionException | StreamNotFoundException e) {
      return "refused: " + e.getMessage();
    }
  }

  /** Positions are left out: those of PostgreSQL have holes. */
  private static String outcome(EventStore store, List<StreamAppend> appends) {
    try {
      StringBuilder outcome = new StringBuilder();
      for (AppendResult result : store.append(appends)) {
        outcome.append(result.version()).append(result.repeated() ? " repeated " : " appended ");
      }
      return outcome.toString();
    } catch (WrongExpectedVersionException e) {
      return "conflict in " + e.stream() + ": " + e.expected() + " but " + e.actual();
    } catch (StreamClosedException e) {
      return "closed " + e.closed().stream() + " at " + e.closed().version();
    } catch (DuplicateEventIdException e) {
      return "duplicate: " + e.getMessage();
    }
  }

  private static List<String> contents(EventStore store) {
    List<String> contents = new ArrayList<>();
    store.readLog(
        LogRead.all(),
        (RecordedEvent event) ->
            contents.add(event.stream() + " " + event.version() + " " + event.id()));
    return contents;
  }
}
