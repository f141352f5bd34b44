package dev.cairn.projection;

import static dev.cairn.projection.BankEvents.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.projection.BankEvents.Closed;
import dev.cairn.projection.BankEvents.Deposited;
import dev.cairn.projection.BankEvents.Opened;
import dev.cairn.projection.BankEvents.Transferred;
import dev.cairn.projection.BankEvents.Withdrawn;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A keyed read model follows the log. */
class KeyedReadModelIT {

  private static final LocalDate DAY = LocalDate.of(1993, 1, 1);

  private ProjectionLog log;
  private Projections projections;

  @BeforeEach
  void aLog() {
    log = ProjectionLog.create();
    projections = log.closing(Projections.of(log.store(), Projection.keyed(Balance.class)));
  }

  @AfterEach
  void close() {
    log.close();
  }

  private void awaitHead() {
    projections.waitFor("balances", log.store().head(), Duration.ofMinutes(2));
  }

  @Test
  void aReadModelIsBuiltFromWhatIsThereAndFollowsWhatComes() {
    log.append(account(1), new Opened("Ada"), new Deposited(100, DAY));
    projections.start();
    awaitHead();
    assertThat(projections.rows(Balance.class).find(1)).contains(new Balance(1, "Ada", 100));

    log.append(account(2), new Opened("Bob"));
    log.append(account(1), new Withdrawn(30, DAY));
    awaitHead();

    assertThat(projections.rows(Balance.class).first(10))
        .isEqualTo(List.of(new Balance(1, "Ada", 70), new Balance(2, "Bob", 0)));
  }

  @Test
  void oneEventChangesSeveralRows() {
    projections.start();
    log.append(account(1), new Opened("Ada"), new Deposited(100, DAY));
    log.append(account(2), new Opened("Bob"));
    log.append(account(1), new Transferred(1, 2, 40));
    awaitHead();

    assertThat(projections.rows(Balance.class).first(10))
        .isEqualTo(List.of(new Balance(1, "Ada", 60), new Balance(2, "Bob", 40)));
  }

  @Test
  void nullDeletesTheRow() {
    projections.start();
    log.append(account(1), new Opened("Ada"));
    awaitHead();
    log.append(account(1), new Closed());
    awaitHead();

    assertThat(projections.rows(Balance.class).first(10)).isEmpty();
    log.append(account(1), new Opened("Ada again"));
    awaitHead();
    assertThat(projections.rows(Balance.class).find(1)).contains(new Balance(1, "Ada again", 0));
  }

  @Test
  void whatCannotBeFoldedParksItsKeyAndNoOther() {
    projections.start();
    log.append(account(1), new Opened("Ada"), new Deposited(-1, DAY), new Deposited(5, DAY));
    log.append(account(2), new Opened("Bob"), new Deposited(7, DAY));
    log.append(account(1), new Deposited(6, DAY));
    awaitHead();

    assertThat(projections.rows(Balance.class).first(10))
        .isEqualTo(List.of(new Balance(1, "Ada", 0), new Balance(2, "Bob", 7)));
    var parked = projections.operations().parked("balances");
    assertThat(parked.list(10)).singleElement().satisfies(sequence -> {
      assertThat(sequence.key()).isEqualTo("1");
      assertThat(sequence.waiting()).isEqualTo(3);
      assertThat(sequence.reason()).contains("A deposit of -1");
    });
  }

  @Test
  void aRebuildGivesTheSame() {
    log.deposits(1_000, 10);
    projections.start();
    awaitHead();
    List<Balance> before = projections.rows(Balance.class).first(100);

    projections.operations().rebuild(List.of("balances"), RebuildListener.NONE);

    assertThat(projections.rows(Balance.class).first(100)).isEqualTo(before).hasSize(10);
    assertThat(projections.operations().verify("balances", RebuildListener.NONE))
        .satisfies(report -> {
          assertThat(report.isSame()).isTrue();
          assertThat(report.rows()).isEqualTo(10);
        });
    log.append(account(1), new Deposited(1, DAY));
    awaitHead();
    assertThat(projections.operations().verify("balances", RebuildListener.NONE).isSame())
        .isTrue();
    assertThat(projections.operations().asOf("balances", log.store().head(), RebuildListener.NONE))
        .contains("as_of");
    projections.operations().rollback("balances");
    awaitHead();
    assertThat(projections.operations().verify("balances", RebuildListener.NONE).isSame())
        .isTrue();
  }
}
