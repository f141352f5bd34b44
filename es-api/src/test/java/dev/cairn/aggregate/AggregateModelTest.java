package dev.cairn.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.event.EventType;
import dev.cairn.event.StreamId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AggregateModelTest {

  private static final StreamId STREAM = StreamId.of("account", "7");
  private static final AccountId ID = new AccountId(7);

  private final AggregateModel<Account> account = AggregateModel.of(Account.class);

  @Test
  void knowsItsCategoryCommandsAndEvents() {
    assertThat(account.category()).isEqualTo("account");
    assertThat(account.commands()).containsExactlyInAnyOrder(OpenAccount.class, Withdraw.class);
    assertThat(account.events())
        .containsExactlyInAnyOrder(Account.Opened.class, Account.Withdrawn.class);
    assertThat(account.streamOfCommand(new Withdraw(ID, 1))).isEqualTo(STREAM);
    assertThat(account.streamOfId(ID)).isEqualTo(STREAM);
  }

  @Test
  void decidesAndEvolves() {
    List<Object> opened = account.decide(STREAM, null, new OpenAccount(ID));
    assertThat(opened).containsExactly(new Account.Opened(ID));

    Account state = account.evolve(null, opened.get(0));
    assertThat(state).isEqualTo(new Account(ID, 0));
    assertThat(account.evolve(new Account(ID, 5), new Account.Withdrawn(3)))
        .isEqualTo(new Account(ID, 2));
    assertThatThrownBy(() -> account.decide(STREAM, state, new Withdraw(ID, 1)))
        .isExactlyInstanceOf(InsufficientFunds.class);
  }

  @Test
  void aCreatingCommandNeedsNothingAndAnotherNeedsSomething() {
    assertThatExceptionOfType(AggregateAlreadyExistsException.class)
        .isThrownBy(() -> account.decide(STREAM, new Account(ID, 0), new OpenAccount(ID)))
        .satisfies(e -> assertThat(e.stream()).isEqualTo(STREAM))
        .satisfies(e -> assertThat(e.command()).isEqualTo(OpenAccount.class));
    assertThatExceptionOfType(AggregateNotFoundException.class)
        .isThrownBy(() -> account.decide(STREAM, null, new Withdraw(ID, 1)))
        .satisfies(e -> assertThat(e.stream()).isEqualTo(STREAM))
        .satisfies(e -> assertThat(e.command()).isEqualTo(Withdraw.class));
  }

  @Test
  void doesNotKnowOtherCommandsAndEvents() {
    assertThatExceptionOfType(UnknownCommandException.class)
        .isThrownBy(() -> account.decide(STREAM, null, "open"))
        .satisfies(e -> assertThat(e.command()).isEqualTo(String.class))
        .satisfies(e ->
            assertThat(e.known()).containsExactlyInAnyOrder(OpenAccount.class, Withdraw.class));
    assertThatExceptionOfType(CannotEvolveException.class)
        .isThrownBy(() -> account.evolve(null, "opened"))
        .satisfies(e -> assertThat(e.event()).isEqualTo(String.class));
  }

  @Test
  void anEventComesWhereItCan() {
    assertThatThrownBy(() -> account.evolve(null, new Account.Withdrawn(1)))
        .isInstanceOf(CannotEvolveException.class)
        .hasMessageStartingWith("Account.Withdrawn comes first");
    assertThatThrownBy(() -> account.evolve(new Account(ID, 0), new Account.Opened(ID)))
        .isInstanceOf(CannotEvolveException.class)
        .hasMessageStartingWith("Account.Opened comes after other events");
  }

  record Start(@AggregateId String id) {}

  record Answer(@AggregateId String id, int kind) {}

  record Refuse(@AggregateId String id) {}

  record Ignore(@AggregateId String id) {}

  record Stop(@AggregateId String id) {}

  record Misbehave(@AggregateId String id, boolean withNull) {}

  sealed interface Event {}

  @EventType("started")
  record Started() implements Event {}

  @EventType("answered")
  record Answered(int index) implements Event {}

  /** Decisions that an aggregate inherits. */
  interface Answering<T> {

    T self();

    @Decide
    default List<? extends Answered> answer(Answer c) {
      List<Answered> events = new ArrayList<>();
      for (int i = 0; i < c.kind(); i++) {
        events.add(new Answered(i));
      }
      return events;
    }

    @Decide
    default void ignore(Ignore c) {}
  }

  /** Whoever implements it gets a bridge for the erased parameter, annotations included. */
  interface Stopping<C> {

    Event stop(C command);
  }

  @Aggregate("hidden")
  @SuppressWarnings("unused") // private methods are called through handles
  private static final class Hidden implements Answering<Hidden>, Stopping<Stop> {

    private final int answers;

    private Hidden(int answers) {
      this.answers = answers;
    }

    @Override
    public Hidden self() {
      return this;
    }

    @Decide
    private static Optional<Started> start(Start c) {
      return c.id().equals("nobody") ? Optional.empty() : Optional.of(new Started());
    }

    @Decide
    @Override
    public Answered stop(Stop c) {
      return new Answered(-1);
    }

    @Decide
    private <E extends Refuse> Answered refuse(E c) throws IOException {
      throw new IOException("refused " + c.id());
    }

    @Decide
    private Collection<Event> misbehave(Misbehave c) {
      List<Event> events = new ArrayList<>();
      events.add(c.withNull() ? null : new Started());
      return events;
    }

    @Evolve
    private static Hidden started(Started e) {
      return new Hidden(0);
    }

    @Evolve
    private Hidden answered(Answered e) {
      return new Hidden(self().answers + e.index());
    }
  }

  private final AggregateModel<Hidden> hidden = AggregateModel.of(Hidden.class);
  private final StreamId stream = StreamId.of("hidden", "x");

  @Test
  void methodsMayBePrivateGenericOrInherited() {
    Hidden state = hidden.evolve(null, new Started());
    assertThat(hidden.decide(stream, state, new Answer("x", 2)))
        .containsExactly(new Answered(0), new Answered(1));
    assertThat(hidden.decide(stream, state, new Stop("x"))).containsExactly(new Answered(-1));
    assertThat(hidden.evolve(state, new Answered(3)).answers).isEqualTo(3);
  }

  @Test
  void nothingAnEmptyListAnEmptyOptionalAndVoidAreNoEvent() {
    Hidden state = new Hidden(0);
    assertThat(hidden.decide(stream, state, new Answer("x", 0))).isEmpty();
    assertThat(hidden.decide(stream, null, new Start("nobody"))).isEmpty();
    assertThat(hidden.decide(stream, null, new Start("x"))).containsExactly(new Started());
    assertThat(hidden.decide(stream, state, new Ignore("x"))).isEmpty();
  }

  @Test
  void aCheckedExceptionComesOutAsItIs() {
    assertThatThrownBy(() -> hidden.decide(stream, new Hidden(0), new Refuse("x")))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("refused x")
        .hasNoCause();
  }

  @Test
  void anEventThatCannotFollowIsNotReturned() {
    assertThatExceptionOfType(InvalidDecisionException.class)
        .isThrownBy(() -> hidden.decide(stream, new Hidden(0), new Misbehave("x", false)))
        .withCauseInstanceOf(CannotEvolveException.class)
        .withMessageContaining("AggregateModelTest.Started comes after other events")
        .satisfies(e -> assertThat(e.stream()).isEqualTo(stream))
        .satisfies(e -> assertThat(e.command()).isEqualTo(Misbehave.class));
    assertThatThrownBy(() -> hidden.decide(stream, new Hidden(0), new Misbehave("x", true)))
        .isInstanceOf(InvalidDecisionException.class)
        .hasMessageContaining("its events include null");
  }

  /** The root of all events of an application, for its codec. */
  sealed interface AnyEvent {}

  sealed interface OurEvent extends AnyEvent {}

  @EventType("ours")
  record Ours() implements OurEvent {}

  @EventType("theirs")
  record Theirs() implements AnyEvent {}

  @Aggregate("ours")
  record WithSharedRoot() {
    @Decide
    static OurEvent start(Start c) {
      return new Ours();
    }

    @Evolve
    static WithSharedRoot on(Ours e) {
      return new WithSharedRoot();
    }
  }

  @Test
  void theEventsOfAnApplicationMayShareARoot() {
    assertThat(AggregateModel.of(WithSharedRoot.class).events()).containsExactly(Ours.class);
  }
}
