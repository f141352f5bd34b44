package dev.cairn.outbox;

import dev.cairn.event.RecordedEvent;

/** The application's routing; whatever goes wrong in it is a reason to park the event. */
record CheckedRouting(TopicRouting routing) {

  Route route(RecordedEvent event) {
    try {
      Route route = routing.route(event);
      // Not checked by every compiler, and an event without a route would be lost silently.
      return route == null ? Route.refused("the routing says nothing about it") : route;
    } catch (RuntimeException e) {
      return Route.refused("it cannot be routed: " + e);
    }
  }
}
