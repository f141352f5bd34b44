package dev.cairn.codec.upcast;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes one payload of two. Pure; what it is given is its own to change. */
@FunctionalInterface
public interface JsonMerge {

  /** The payload of the event that the two are. */
  ObjectNode merge(ObjectNode first, ObjectNode second);
}
