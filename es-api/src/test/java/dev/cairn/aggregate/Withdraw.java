package dev.cairn.aggregate;

public record Withdraw(@AggregateId AccountId accountId, long cents) {}
