// Follows the log. The browser comes back by itself, and says after which event to go on.

/**
 * @param listener told of `connected(position)`, `recorded(event)`, `state(state)` and `lost()`;
 *     connected is told again when the log is not the one that was followed
 */
export function follow(listener) {
  let seen = -1;
  const source = new EventSource('api/events');
  source.addEventListener('start', (message) => {
    const { position } = JSON.parse(message.data);
    listener.connected(position, seen >= 0 && position === seen);
    seen = position;
  });
  source.addEventListener('recorded', (message) => {
    const event = JSON.parse(message.data);
    seen = event.position;
    listener.recorded(event);
  });
  source.addEventListener('state', (message) => listener.state(JSON.parse(message.data)));
  source.addEventListener('error', () => {
    listener.lost();
    if (source.readyState === EventSource.CLOSED) {
      // A refusal, such as while the server starts: the browser does not try again after one.
      setTimeout(() => follow(listener), 2000);
    }
  });
}
