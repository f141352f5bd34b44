package dev.cairn.outbox.settings;

import dev.cairn.CairnException;
import java.util.List;
import java.util.stream.Collectors;

/** Settings refer to secrets that are not there. Lists all of them, and no value of any. */
public final class UnresolvedReferencesException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient List<Reference> references;

  UnresolvedReferencesException(List<Reference> references) {
    super(references.stream()
        .map(Reference::toString)
        .collect(Collectors.joining(
            "; ",
            "Kafka settings refer to what is not there: ",
            ". Provide it, or write $${ for a plain ${")));
    this.references = List.copyOf(references);
  }

  public List<Reference> references() {
    return references;
  }

  /**
   * A reference that leads nowhere.
   *
   * @param key the setting that it stands in
   * @param source where it leads, such as {@code environment variable KAFKA_PASSWORD}
   * @param problem what is wrong there, continuing a sentence that starts with the source
   */
  public record Reference(String key, String source, String problem) {

    @Override
    public String toString() {
      return key + " to " + source + ", which " + problem;
    }
  }
}
