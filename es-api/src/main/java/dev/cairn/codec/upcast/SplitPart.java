package dev.cairn.codec.upcast;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cairn.event.EventRevision;
import java.util.function.Predicate;

/**
 * One of the events that an event is split into.
 *
 * @param edit what becomes of a copy of the JSON
 * @param when whether there is this part, looking at the JSON before any edit
 */
public record SplitPart(EventRevision to, JsonEdit edit, Predicate<ObjectNode> when) {

  /** A part that there always is. */
  public static SplitPart of(String type, int revision, JsonEdit edit) {
    return new SplitPart(new EventRevision(type, revision), edit, json -> true);
  }

  /** The same, only where the JSON is like this. */
  public SplitPart when(Predicate<ObjectNode> condition) {
    return new SplitPart(to, edit, condition);
  }
}
