package dev.cairn.aggregate;

public record OpenAccount(@AggregateId AccountId accountId) {}
