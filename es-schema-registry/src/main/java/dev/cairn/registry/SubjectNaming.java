package dev.cairn.registry;

/** Under which subject of the registry the schema of an event is kept. */
@FunctionalInterface
public interface SubjectNaming {

  /**
   * The subject.
   *
   * @param topic where the records go
   * @param name the full name of the record or message that the event is, such as {@code
   *     bank.events.money_deposited.MoneyDeposited}
   */
  String subject(String topic, String name);

  /** The name alone: one history for each event, whatever its topics. */
  static SubjectNaming byRecord() {
    return (topic, name) -> name;
  }

  /** The topic and the name: each topic has its own history of each event. */
  static SubjectNaming byTopicAndRecord() {
    return (topic, name) -> topic + "-" + name;
  }

  /** The topic alone; only for topics with one type of events, for a subject has one history. */
  static SubjectNaming byTopic() {
    return (topic, name) -> topic + "-value";
  }
}
