package dev.cairn.internal;

import dev.cairn.event.RecordedEvent;
import dev.cairn.handler.KeyOf;
import java.lang.invoke.MethodHandle;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** To which keys an event belongs. */
public sealed interface EventKeys {

  /** Each key once, none of them null. */
  Collection<Object> of(RecordedEvent event);

  /** The key of the stream. */
  record OfStream(Function<String, Object> parsing) implements EventKeys {

    @Override
    public Collection<Object> of(RecordedEvent event) {
      String stream = event.streamText();
      return List.of(parsing.apply(stream.substring(stream.indexOf(':') + 1)));
    }
  }

  /** What components of the event hold. */
  record OfComponents(List<MethodHandle> getters) implements EventKeys {

    @Override
    public Collection<Object> of(RecordedEvent event) {
      Object payload = event.payload();
      if (getters.size() == 1) {
        return flat(Handles.get(getters.get(0), payload));
      }
      Set<Object> keys = new LinkedHashSet<>();
      for (MethodHandle getter : getters) {
        keys.addAll(flat(Handles.get(getter, payload)));
      }
      return keys;
    }
  }

  /** What a {@link KeyOf} method says. */
  record OfMethod(EventMethod method) implements EventKeys {

    @Override
    public Collection<Object> of(RecordedEvent event) {
      return flat(method.call(null, event.payload(), event));
    }
  }

  private static Collection<Object> flat(@Nullable Object keys) {
    if (keys == null) {
      throw new IllegalStateException("The key of the event is null");
    }
    return keys instanceof Collection<?> several
        ? new LinkedHashSet<Object>(several)
        : List.of(keys);
  }
}
