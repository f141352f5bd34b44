package dev.cairn.aggregate;

public record AccountId(long value) {}
