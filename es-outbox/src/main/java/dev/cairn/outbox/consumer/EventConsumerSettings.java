package dev.cairn.outbox.consumer;

/**
 * How an {@link EventConsumer} works.
 *
 * @param retries how often a failing event is tried
 * @param failed what becomes of an event that the handler could not handle in all attempts
 * @param unreadable what becomes of a record that is no CloudEvent; it is not tried
 * @param startAt where the group begins in a partition that is new to it
 */
public record EventConsumerSettings(
    Retries retries, FailurePolicy failed, FailurePolicy unreadable, StartAt startAt) {

  /** {@link Retries#defaults()}, stop at what cannot be handled or read, begin at the earliest record. */
  public static EventConsumerSettings defaults() {
    return new EventConsumerSettings(
        Retries.defaults(), FailurePolicy.stop(), FailurePolicy.stop(), StartAt.EARLIEST);
  }

  public EventConsumerSettings withRetries(Retries waits) {
    return new EventConsumerSettings(waits, failed, unreadable, startAt);
  }

  public EventConsumerSettings withFailed(FailurePolicy policy) {
    return new EventConsumerSettings(retries, policy, unreadable, startAt);
  }

  public EventConsumerSettings withUnreadable(FailurePolicy policy) {
    return new EventConsumerSettings(retries, failed, policy, startAt);
  }

  public EventConsumerSettings withStartAt(StartAt place) {
    return new EventConsumerSettings(retries, failed, unreadable, place);
  }
}
