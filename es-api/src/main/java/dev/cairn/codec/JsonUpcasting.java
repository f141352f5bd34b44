package dev.cairn.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cairn.codec.JacksonEventCodec.Form;
import dev.cairn.codec.upcast.UpcastPlan;
import dev.cairn.codec.upcast.UpcastPlan.Draft;
import dev.cairn.codec.upcast.Upcasters;
import dev.cairn.event.EventDecodingException;
import dev.cairn.event.EventIds;
import dev.cairn.event.EventRevision;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.UnreadableEventsException;
import dev.cairn.event.UpcastPayload;
import dev.cairn.event.Upcasting;
import dev.cairn.event.UpcastingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Runs upcasters over stored JSON. */
final class JsonUpcasting implements Upcasting {

  /** Numbers as they are written, whatever their size. */
  private static final ObjectMapper TREES = JsonMapper.builder(StoredJson.factory())
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
      .build();

  private final EventTypes types;
  private final UpcastPlan plan;
  private final UnknownTypes unknown;
  private final Map<String, Form> forms;

  JsonUpcasting(
      EventTypes types, Upcasters upcasters, UnknownTypes unknown, Map<String, Form> forms) {
    this.types = types;
    this.unknown = unknown;
    this.forms = forms;
    Map<String, Integer> current = new HashMap<>();
    forms.forEach((type, form) -> current.put(type, form.revision()));
    this.plan = upcasters.plan(current, types.aliases());
  }

  boolean knows(String type) {
    return plan.knows(type);
  }

  @Override
  public boolean isCurrent(String type, int revision) {
    return plan.isCurrent(type, revision)
        || (!plan.knows(type) && !(unknown instanceof UnknownTypes.Skip));
  }

  @Override
  public List<RecordedEvent> upcast(RecordedEvent stored) {
    if (isCurrent(stored.type(), stored.revision())) {
      return List.of(stored);
    }
    if (!plan.knows(stored.type())) {
      if (unknown instanceof UnknownTypes.Skip skip) {
        skip.skipped().accept(stored);
      }
      return List.of();
    }
    if (stored.neighbourJson() == null) {
      Optional<EventRevision> form = plan.onlyChangedTo(stored);
      if (form.isPresent()) {
        return List.of(stored.as(form.get(), stored.id(), new Later(stored, form.get())));
      }
    }
    List<RecordedEvent> events = new ArrayList<>();
    for (Draft draft : drafts(stored)) {
      events.add(stored.as(
          draft.form(),
          EventIds.ofPart(stored.id(), events.size()),
          new Now(stored, draft.form(), draft.json())));
    }
    return events;
  }

  private List<Draft> drafts(RecordedEvent stored) {
    byte[] neighbour = stored.neighbourJson();
    return plan.upcast(
        stored,
        tree(stored, stored.payloadJson()),
        neighbour == null ? null : tree(stored, neighbour));
  }

  private static ObjectNode tree(RecordedEvent stored, byte[] json) {
    try {
      JsonNode tree = TREES.readTree(json);
      if (tree instanceof ObjectNode object) {
        return object;
      }
      throw new IOException("its payload is not a JSON object");
    } catch (IOException e) {
      throw new UpcastingException(
          stored, new EventRevision(stored.type(), stored.revision()).toString(), "", e);
    }
  }

  private static byte[] written(RecordedEvent stored, ObjectNode json) {
    try {
      return TREES.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new EventDecodingException(stored, e);
    }
  }

  private Object decoded(RecordedEvent stored, EventRevision form, ObjectNode json) {
    Form today = forms.get(form.type());
    if (today == null) {
      throw new IllegalStateException("The way of " + stored + " ends at " + form);
    }
    try {
      return today.reader().readValue(json);
    } catch (IOException e) {
      throw new EventDecodingException(stored, JsonPath.of(e), e);
    }
  }

  /** A payload that was needed to tell how many events there are. */
  private final class Now implements UpcastPayload {

    private final RecordedEvent stored;
    private final EventRevision form;
    private final ObjectNode json;

    Now(RecordedEvent stored, EventRevision form, ObjectNode json) {
      this.stored = stored;
      this.form = form;
      this.json = json;
    }

    @Override
    public byte[] json() {
      return written(stored, json);
    }

    @Override
    public Object decode() {
      return decoded(stored, form, json);
    }
  }

  /** A payload for which the steps are taken when somebody asks for it, on the thread that asks. */
  private final class Later implements UpcastPayload {

    private final RecordedEvent stored;
    private final EventRevision form;
    // Made at most a few times when threads race for it, always equal.
    private byte @Nullable [] json;

    Later(RecordedEvent stored, EventRevision form) {
      this.stored = stored;
      this.form = form;
    }

    @Override
    public byte[] json() {
      byte[] made = json;
      if (made == null) {
        made = stored.revision() == form.revision()
                && types.currentName(stored.type()).equals(form.type())
            ? stored.payloadJson()
            : written(stored, drafts(stored).get(0).json());
        json = made;
      }
      return made;
    }

    @Override
    public Object decode() {
      return decoded(stored, form, drafts(stored).get(0).json());
    }
  }

  @Override
  public Set<String> storedTypes(Set<String> names) {
    return plan.storedTypes(names);
  }

  @Override
  public Map<EventRevision, EventRevision> merged() {
    return plan.merged();
  }

  @Override
  public Set<EventRevision> written() {
    Set<EventRevision> forms = new TreeSet<>();
    for (Class<?> type : types.classes()) {
      forms.add(new EventRevision(types.nameOf(type), types.revisionOf(type)));
    }
    return forms;
  }

  @Override
  public void requireReadable(Collection<EventRevision> stored) {
    List<String> problems = new ArrayList<>();
    for (EventRevision form : new TreeSet<>(stored)) {
      plan.whyUnreadable(form).ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new UnreadableEventsException(problems);
    }
  }
}
