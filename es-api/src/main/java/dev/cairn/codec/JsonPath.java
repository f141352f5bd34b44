package dev.cairn.codec;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;

/** Where in a document Jackson met what it could not read. */
final class JsonPath {

  private JsonPath() {}

  /** As a JSON pointer, RFC 6901; empty if it is not known. */
  static String of(Exception failure) {
    if (!(failure instanceof JsonMappingException mapping)) {
      return "";
    }
    StringBuilder pointer = new StringBuilder();
    for (Reference step : mapping.getPath()) {
      String name = step.getFieldName();
      pointer.append('/');
      if (name == null) {
        pointer.append(step.getIndex());
      } else {
        pointer.append(name.replace("~", "~0").replace("/", "~1"));
      }
    }
    return pointer.toString();
  }
}
