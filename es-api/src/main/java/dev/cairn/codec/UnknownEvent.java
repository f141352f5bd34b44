package dev.cairn.codec;

/**
 * An event of a type that the codec does not know, as it is stored; see {@link UnknownTypes#handOver()}.
 *
 * @param json the payload
 */
public record UnknownEvent(String type, int revision, String json) {}
