package dev.cairn.outbox.consumer;

/** The handler failed; caught by the consumer, never seen by the application. */
final class HandlerFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int done;
  private final int failed;
  private final RuntimeException thrown;

  /**
   * @param done how many events of the run before the failed one are done and stay done
   * @param failed which event of the run failed, counted from 0
   * @param thrown by the handler
   */
  HandlerFailure(int done, int failed, RuntimeException thrown) {
    super(null, thrown, false, false);
    this.done = done;
    this.failed = failed;
    this.thrown = thrown;
  }

  int done() {
    return done;
  }

  int failed() {
    return failed;
  }

  RuntimeException thrown() {
    return thrown;
  }
}
