package dev.cairn.outbox;

/** The guarantees by name, for tests that hold with each. */
@SuppressWarnings("ImmutableEnumChecker") // the guarantees are immutable
enum Guarantee {
  EXACTLY_ONCE(DeliveryGuarantee.exactlyOnce()),
  AT_LEAST_ONCE(DeliveryGuarantee.atLeastOnce()),
  AT_MOST_ONCE(DeliveryGuarantee.atMostOnce());

  private final DeliveryGuarantee value;

  Guarantee(DeliveryGuarantee value) {
    this.value = value;
  }

  DeliveryGuarantee value() {
    return value;
  }
}
