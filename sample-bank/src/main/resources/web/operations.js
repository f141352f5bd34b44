// The relay, the projections and their rebuilds, and the newest events of the log.

import { get, newKey, post } from './api.js';
import { byId, element } from './dom.js';
import { count, words } from './format.js';
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

export function operations() {
  const lags = new Map();
  const machines = new Map();

  function remember(name, value) {
    const values = lags.get(name) ?? [];
    values.push(value);
    lags.set(name, values.slice(-SECONDS));
  }

  /** What is there of a machine stays, so that the focus on its button does, too. */
  function machine(name, parent) {
    if (!machines.has(name)) {
      const parts = {
        badge: element('span', { class: 'badge' }),
        facts: element('p', { class: 'quiet' }),
        plot: element('div', { class: 'plot' }),
        more: element('div', {}),
      };
      parent.append(element('h3', {}, words(name), ' ', parts.badge), parts.plot, parts.facts, parts.more);
      machines.set(name, parts);
    }
    return machines.get(name);
  }

  function showRelay(relay) {
    const { badge, facts, plot } = machine('relay', byId('relay'));
    const [word, hint] = RELAY[relay.standing];
    badge.textContent = word;
    badge.className = `badge ${{ PUBLISHING: 'good', HALTED: 'bad', WAITING: 'warn' }[relay.standing] ?? ''}`;
    facts.textContent = relay.leading && hint === ''
      ? `${count(relay.lagEvents)} behind, ${count(relay.eventsPerSecond)} events/s, ${count(relay.published)} published${relay.parkedStreams > 0 ? `, ${count(relay.parkedStreams)} streams parked` : ''}`
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
    parts.facts.textContent = projection.pause
      ?? `${count(projection.lagEvents)} behind, generation ${projection.generation ?? '–'}${projection.parkedKeys > 0 ? `, ${count(projection.parkedKeys)} keys parked` : ''}`;
    parts.plot.replaceChildren(sparkline(words(projection.name), lags.get(projection.name) ?? [], SECONDS));
    parts.rebuild ??= rebuildButton(projection.name, parts);
    showRebuild(parts.rebuild, projection.rebuild);
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

  function rebuildButton(name, parts) {
    const button = element('button', { 'aria-label': `Rebuild ${words(name)}` }, 'Rebuild');
    const progress = element('progress', { max: 1, hidden: true, 'aria-label': `Rebuild of ${words(name)}` });
    const text = element('span', { class: 'quiet', role: 'status' });
    button.addEventListener('click', async () => {
      button.disabled = true;
      try {
        showRebuild({ button, progress, text }, await post(`api/projections/${name}/rebuild`, {}, newKey()));
      } catch (problem) {
        text.textContent = problem.message;
        button.disabled = false;
      }
    });
    parts.more.append(element('div', { class: 'line' }, button, progress, text));
    return { button, progress, text };
  }

  function showRebuild({ button, progress, text }, run) {
    if (run === undefined) {
      return;
    }
    const isUnderWay = run.step !== 'DONE' && run.step !== 'FAILED';
    button.disabled = isUnderWay;
    progress.hidden = !isUnderWay;
    progress.value = run.fraction;
    text.textContent = run.step === 'FAILED'
      ? `failed: ${run.problem}`
      : `${run.step.toLowerCase().replace('_', ' ')}, ${count(run.events)} events`;
  }

  function state(now) {
    byId('head').textContent = count(now.head);
    byId('database-away').hidden = now.database;
    now.projections.forEach((projection) => remember(projection.name, projection.lagEvents));
    remember('relay', now.relay.leading ? now.relay.lagEvents : null);
    showRelay(now.relay);
    now.projections.forEach(showProjection);
  }

  return {
    state,
    async load() {
      const past = await get('api/lag').catch(() => []);
      lags.clear();
      past.forEach((lag) => {
        Object.entries(lag.projections).forEach(([name, value]) => remember(name, value));
        remember('relay', lag.relay ?? null);
      });
    },
    recorded(event) {
      byId('head').textContent = count(event.position);
      const [category, key] = event.stream.split(':');
      byId('log').prepend(element(
        'li',
        {},
        element('span', { class: 'number quiet' }, count(event.position)),
        element('span', {}, words(event.type)),
        category === 'account' ? element('a', { href: `#/accounts/${key}` }, key) : element('span', {}, event.stream),
      ));
      while (byId('log').children.length > NEWEST) {
        byId('log').lastChild.remove();
      }
    },
  };
}
