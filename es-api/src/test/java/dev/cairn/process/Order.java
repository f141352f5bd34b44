package dev.cairn.process;

import dev.cairn.event.EventType;
import dev.cairn.handler.Key;
import dev.cairn.handler.On;
import java.time.Duration;

/** A process that waits for a payment and has goods sent. */
@Process("order")
record Order(@Key String id, boolean paid) {

  static final Duration PATIENCE = Duration.ofDays(3);

  sealed interface Event {}

  @EventType("order-placed")
  record Placed(String order) implements Event {}

  @EventType("order-paid")
  record Paid(String order) implements Event {}

  @EventType("goods-sent")
  record Sent() implements Event {}

  @EventType("order-reminded")
  record Reminded(String order) implements Event {}

  record AskForPayment(String order) {}

  record SendGoods(String order) {}

  record Cancel(String order, String why) {}

  static class OutOfStock extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  static final class Discontinued extends OutOfStock {
    private static final long serialVersionUID = 1L;
  }

  @On(key = "order")
  static Step<Order> on(Placed e) {
    return Step.to(new Order(e.order, false)).send(new AskForPayment(e.order)).within(PATIENCE);
  }

  @On(key = "order", ifMissing = On.IfMissing.IGNORE)
  Step<Order> on(Paid e) {
    return Step.to(new Order(id, true)).send(new SendGoods(id)).withoutDeadline();
  }

  @On
  Step<Order> on(Sent e) {
    return Step.end();
  }

  @On(key = "order")
  Step<Order> on(Reminded e) {
    return Step.to(this).send(new AskForPayment(id));
  }

  @OnRefusal
  Step<Order> refused(SendGoods command, OutOfStock why) {
    return Step.to(this).within(Duration.ofDays(1));
  }

  @OnRefusal
  Step<Order> refused(SendGoods command, Discontinued why) {
    return Step.<Order>end().send(new Cancel(id, "discontinued"));
  }

  @OnDeadline
  Step<Order> timeIsUp() {
    return paid
        ? Step.to(this).send(new SendGoods(id)).within(Duration.ofDays(1))
        : Step.<Order>end().send(new Cancel(id, "not paid"));
  }
}
