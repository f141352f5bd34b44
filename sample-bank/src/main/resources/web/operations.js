// The relay, the projections, and the newest events of the log.

import { get } from './api.js';
import { byId, element } from './dom.js';
import { count, title, words } from './format.js';
import { rebuildButton } from './rebuild.js';
import { refreshing } from './refresh.js';
import { sparkline } from './sparkline.js';

const SECONDS = 300;
const NEWEST = 8;

const RELAY = {
  OFF: ['off', 'This server publishes nothing; start it with --relay to publish to Kafka.'],
  PUBLISHING: ['publishing', ''],
  WAITING: ['waiting', 'Kafka or the database is away; it goes on by itself.'],
  STANDBY: ['standing by', 'Another process publishes.'],
  HALTED: ['halted', ''],
};

const parked = (number, what) => (number > 0 ? `, ${count(number)} ${what} parked` : '');

export function operations() {
  const lags = new Map();
  const machines = new Map();
  let newest = [];
  const log = refreshing(async () => {
    byId('head').textContent = count(newest[0].position);
    byId('log').replaceChildren(...newest.map(line));
    byId('log-none').hidden = true;
    return true;
  });

  function remember(name, value) {
    const values = lags.get(name) ?? [];
    values.push(value);
    lags.set(name, values.slice(-SECONDS));
  }

  /** What is there of a machine stays, so that the focus on its button does, too. */
  function machine(name, parent) {
    if (!machines.has(name)) {
      const parts = {
        note: element('span', { class: 'quiet note' }),
        badge: element('span', { class: 'badge' }),
        facts: element('p', { class: 'quiet' }),
        plot: element('div', { class: 'plot' }),
        more: element('div', { class: 'line' }),
      };
      parent.append(
        element('h3', {}, title(name), ' ', parts.note, ' ', parts.badge),
        parts.plot,
        element('div', { class: 'line' }, parts.facts, parts.more),
      );
      machines.set(name, parts);
    }
    return machines.get(name);
  }

  /** How far behind it is, and was at most while it is remembered. */
  function behind(name, now) {
    const most = Math.max(now, ...(lags.get(name) ?? []));
    return most === now ? `${count(now)} behind` : `${count(now)} behind, ${count(most)} at most`;
  }

  function showRelay(relay) {
    const { badge, facts, plot } = machine('relay', byId('relay'));
    const [word, hint] = RELAY[relay.standing];
    badge.textContent = word;
    badge.className = `badge ${{ PUBLISHING: 'good', HALTED: 'bad', WAITING: 'warn' }[relay.standing] ?? ''}`;
    facts.textContent = relay.lagEvents !== undefined && hint === ''
      ? `${behind('relay', relay.lagEvents)}; ${count(relay.eventsPerSecond)} events/s, ${count(relay.published)} published${parked(relay.parkedStreams, 'streams')}`
      : relay.detail || hint;
    plot.replaceChildren(...(relay.leading ? [sparkline('Relay', lags.get('relay') ?? [], SECONDS)] : []));
  }

  function showProjection(projection) {
    let section = byId(`projection-${projection.name}`);
    if (section === null) {
      section = element('div', { class: 'machine', id: `projection-${projection.name}` });
      byId('projections').append(section);
    }
    const parts = machine(projection.name, section);
    const [word, kind] = standing(projection);
    parts.badge.textContent = word;
    parts.badge.className = `badge ${kind}`;
    parts.note.textContent = projection.live ? `generation ${projection.generation}` : '';
    parts.facts.textContent = projection.pause
      ?? behind(projection.name, projection.lagEvents) + parked(projection.parkedKeys, 'keys');
    parts.plot.replaceChildren(sparkline(title(projection.name), lags.get(projection.name) ?? [], SECONDS));
    if (projection.rebuildable) {
      parts.rebuild ??= rebuildButton(projection.name, parts.more);
      parts.rebuild.show(projection.rebuild);
    }
  }

  function standing(projection) {
    if (projection.pause !== undefined) {
      return ['stands still', 'bad'];
    }
    if (!projection.live) {
      return ['not built yet', 'warn'];
    }
    return projection.lagEvents === 0 ? ['up to date', 'good'] : ['catching up', 'warn'];
  }

  function state(now) {
    now.projections.forEach((projection) => remember(projection.name, projection.lagEvents));
    remember('relay', now.relay.lagEvents ?? null);
    show(now);
  }

  function show(now) {
    byId('head').textContent = count(now.head);
    byId('database-away').hidden = now.database;
    showRelay(now.relay);
    now.projections.forEach(showProjection);
  }

  return {
    state,
    async load() {
      const [past, now] = await Promise.all([get('api/lag'), get('api/state')]).catch(() => [[], null]);
      lags.clear();
      past.forEach((lag) => {
        Object.entries(lag.projections).forEach(([name, value]) => remember(name, value));
        remember('relay', lag.relay ?? null);
      });
      if (now !== null) {
        show(now);
      }
    },
    recorded(event) {
      newest = [event, ...newest].slice(0, NEWEST);
      log.soon();
    },
  };
}

function line({ position, type, stream }) {
  const [category, key] = stream.split(':');
  return element(
    'li',
    {},
    element('span', { class: 'number quiet' }, count(position)),
    element('span', {}, words(type)),
    category === 'account'
      ? element('a', { href: `#/accounts/${key}` }, key)
      : element('span', { class: 'quiet' }, category),
  );
}
