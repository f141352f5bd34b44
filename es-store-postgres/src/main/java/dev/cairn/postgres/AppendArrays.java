package dev.cairn.postgres;

import dev.cairn.store.EncodedAppend;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PreferQueryMode;

/** The units of one commit as the arrays that {@code append_events} takes. */
final class AppendArrays {

  private final int[] unit;
  private final long[] expected;
  private final int[] first;
  private final int[] last;
  private final List<byte[]> streams = new ArrayList<>();
  private final long[] versions;
  private final List<byte[]> eventStreams = new ArrayList<>();
  private final List<UUID> ids = new ArrayList<>();
  private final List<byte[]> types = new ArrayList<>();
  private final int[] revisions;
  private final List<byte[]> payloads = new ArrayList<>();
  private final List<byte[]> metadata = new ArrayList<>();

  private AppendArrays(int appends, int events) {
    unit = new int[appends];
    expected = new long[appends];
    first = new int[appends];
    last = new int[appends];
    versions = new long[events];
    revisions = new int[events];
  }

  static AppendArrays of(List<AppendUnit> units) {
    int appends = 0;
    int events = 0;
    for (AppendUnit unit : units) {
      appends += unit.appends().size();
      events += unit.events();
    }
    AppendArrays arrays = new AppendArrays(appends, events);
    for (int i = 0; i < units.size(); i++) {
      for (EncodedAppend append : units.get(i).appends()) {
        arrays.add(i, append);
      }
    }
    return arrays;
  }

  private void add(int unitIndex, EncodedAppend append) {
    int index = streams.size();
    byte[] stream = append.stream().toString().getBytes(StandardCharsets.UTF_8);
    unit[index] = unitIndex;
    streams.add(stream);
    expected[index] = AppendCall.code(append.expected());
    first[index] = ids.size() + 1;
    long version = Math.max(0, expected[index]);
    for (EncodedAppend.Event event : append.events()) {
      versions[ids.size()] = ++version;
      revisions[ids.size()] = event.revision();
      eventStreams.add(stream);
      ids.add(event.id());
      types.add(event.type().getBytes(StandardCharsets.UTF_8));
      payloads.add(event.payload());
      metadata.add(event.metadata());
    }
    last[index] = ids.size();
  }

  int events() {
    return ids.size();
  }

  void bind(PreparedStatement statement, int from) throws SQLException {
    boolean simple = statement.getConnection().unwrap(PGConnection.class).getPreferQueryMode()
        == PreferQueryMode.SIMPLE;
    Object[] parameters = {
      BinaryArray.ofInts(unit),
      BinaryArray.ofTexts(streams),
      BinaryArray.ofLongs(expected),
      BinaryArray.ofInts(first),
      BinaryArray.ofInts(last),
      BinaryArray.ofTexts(eventStreams),
      BinaryArray.ofLongs(versions),
      BinaryArray.ofUuids(ids),
      BinaryArray.ofTexts(types),
      BinaryArray.ofInts(revisions),
      BinaryArray.ofTexts(payloads),
      BinaryArray.ofTexts(metadata)
    };
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(
          from + i,
          simple && parameters[i] instanceof BinaryArray array ? array.asText() : parameters[i]);
    }
  }
}
