package dev.cairn.registry;

import java.util.List;

/**
 * What a registry says of a schema that might become the next version of a subject.
 *
 * @param reasons why it may not, in the words of the registry, some of which give none
 */
public record Compatibility(boolean isCompatible, List<String> reasons) {

  public Compatibility {
    reasons = List.copyOf(reasons);
  }
}
