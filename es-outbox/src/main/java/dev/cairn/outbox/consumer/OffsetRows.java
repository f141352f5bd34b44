package dev.cairn.outbox.consumer;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of {@link OffsetTable}, for one group. */
final class OffsetRows {

  /** Each owner of a partition raises its term; an older one is known by it. */
  private static final String CLAIM = """
      insert into @offsets as o (consumer_group, topic, partition, topic_id, term, member)
      values (:group, :topic, :partition, :topicId, 1, :member)
      on conflict on constraint cairn_consumer_offsets_pkey
        do update set term = o.term + 1, member = excluded.member, updated_at = now()
      returning next_offset, term, topic_id
      """;

  /** The offset is asked for too, so that one that was changed by hand is not written over. */
  private static final String ADVANCE = """
      update @offsets set next_offset = :next, updated_at = now()
      where consumer_group = :group and topic = :topic and partition = :partition
        and term = :term and next_offset is not distinct from :expected
      """;

  private static final String PARK = """
      insert into @parked (consumer_group, topic, partition, record_key)
      values (:group, :topic, :partition, :key)
      on conflict do nothing
      """;

  private static final String ANY_PARKED = """
      select exists (select from @parked
        where consumer_group = :group and topic = :topic and partition = :partition)
      """;

  private static final String IS_PARKED = """
      select exists (select from @parked
        where consumer_group = :group and topic = :topic and partition = :partition
          and record_key = :key)
      """;

  private static final String RELEASE = """
      delete from @parked
      where consumer_group = :group and topic = any(:topics) and record_key = :key
      """;

  private final OffsetTable table;
  private final String group;

  OffsetRows(OffsetTable table, String group) {
    this.table = table;
    this.group = group;
  }

  /**
   * What a member has of a partition.
   *
   * @param next where it goes on; null if the group has never been there
   * @param topicId which topic of that name the offset belongs to
   * @param parking whether any key is parked
   */
  record Claim(long term, @Nullable Long next, UUID topicId, boolean parking) {

    Claim at(long offset, boolean parkedToo) {
      return new Claim(term, offset, topicId, parking || parkedToo);
    }
  }

  Claim claim(Handle handle, TopicPartition partition, UUID topicId, String member) {
    // Asked after the row is locked, so that what the last owner has parked is seen.
    Claim claimed = handle
        .createQuery(named(CLAIM))
        .bindMap(place(partition))
        .bind("topicId", topicId)
        .bind("member", member)
        .map((row, context) -> new Claim(
            row.getLong("term"),
            row.getObject("next_offset", Long.class),
            row.getObject("topic_id", UUID.class),
            false))
        .one();
    boolean parking = handle
        .createQuery(named(ANY_PARKED))
        .bindMap(place(partition))
        .mapTo(Boolean.class)
        .one();
    return new Claim(claimed.term(), claimed.next(), claimed.topicId(), parking);
  }

  /** False if the partition has another owner, or the offset is not what it was. */
  boolean advance(Handle handle, TopicPartition partition, Claim claim, long next) {
    return handle
            .createUpdate(named(ADVANCE))
            .bindMap(place(partition))
            .bind("term", claim.term())
            .bindByType("expected", claim.next(), Long.class)
            .bind("next", next)
            .execute()
        == 1;
  }

  void park(Handle handle, TopicPartition partition, byte[] key) {
    handle.createUpdate(named(PARK)).bindMap(place(partition)).bind("key", key).execute();
  }

  boolean isParked(Handle handle, TopicPartition partition, byte[] key) {
    return handle
        .createQuery(named(IS_PARKED))
        .bindMap(place(partition))
        .bind("key", key)
        .mapTo(Boolean.class)
        .one();
  }

  boolean release(Handle handle, List<String> topics, byte[] key) {
    return handle
            .createUpdate(named(RELEASE))
            .bind("group", group)
            .bindArray("topics", String.class, topics)
            .bind("key", key)
            .execute()
        > 0;
  }

  private Map<String, Object> place(TopicPartition partition) {
    return Map.of("group", group, "topic", partition.topic(), "partition", partition.partition());
  }

  private String named(String sql) {
    return sql.replace("@offsets", table.offsets()).replace("@parked", table.parkedKeys());
  }
}
