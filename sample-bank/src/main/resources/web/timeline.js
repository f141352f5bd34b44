// The account as it was after any of its events, chosen with a slider.

import { get } from './api.js';
import { byId, element } from './dom.js';
import { change, count, instant, money, words } from './format.js';

const SHOWN = 20;

export function timeline() {
  const slider = byId('version');
  let account;
  let last = 0;
  let isNow = true;
  let request = new AbortController();

  async function show() {
    const version = Number(slider.value);
    buttons(version);
    request.abort();
    request = new AbortController();
    const { signal } = request;
    try {
      const [then, history] = await Promise.all([
        get(`api/accounts/${account}`, { version }, signal),
        get(`api/accounts/${account}/history`, { after: Math.max(0, version - SHOWN), limit: Math.min(SHOWN, version) }, signal),
      ]);
      if (!signal.aborted) {
        tell(then, history.events);
      }
    } catch (problem) {
      if (problem.name !== 'AbortError') {
        byId('then').textContent = problem.message;
      }
    }
  }

  function buttons(version) {
    byId('version-text').textContent = `${count(version)} of ${count(last)}`;
    byId('version-back').disabled = version <= 1;
    byId('version-next').disabled = version >= last;
    byId('version-now').disabled = version >= last;
  }

  function tell(then, events) {
    const event = events.at(-1);
    const text = `${words(event.type)} on ${event.booked}: balance ${money(then.balance)}${then.closed ? ', closed' : ''}`;
    slider.setAttribute('aria-valuetext', `Version ${then.version} of ${last}, ${text}`);
    byId('then').replaceChildren(
      element('strong', { class: 'number' }, money(then.balance)),
      ` after ${words(event.type)}${event.description === '' ? '' : ` “${event.description}”`}, booked on `,
      element('span', { class: 'date' }, event.booked),
    );
    byId('event-rows').replaceChildren(...events.reverse().map((entry, index) => row(entry, index === 0)));
  }

  function row(entry, isChosen) {
    return element(
      'tr',
      { class: isChosen ? 'chosen' : null },
      element('td', { class: 'number' }, count(entry.version)),
      element('td', {}, words(entry.type), entry.description === '' ? null : element('span', { class: 'quiet' }, ` ${entry.description}`)),
      element('td', { class: entry.cents < 0 ? 'number minus' : 'number' }, change(entry.cents)),
      element('td', { class: 'number' }, money(entry.balance)),
      element('td', { class: 'quiet recorded' }, element('time', { datetime: entry.recorded }, instant(entry.recorded))),
    );
  }

  function move(version) {
    slider.value = String(version);
    isNow = version >= last;
    show();
  }

  slider.addEventListener('input', () => move(Number(slider.value)));
  byId('version-back').addEventListener('click', () => move(Number(slider.value) - 1));
  byId('version-next').addEventListener('click', () => move(Number(slider.value) + 1));
  byId('version-now').addEventListener('click', () => move(last));

  return {
    choose(number) {
      account = number;
      isNow = true;
      last = 0;
    },
    /** The account has come to that version; who looks at the present goes on doing so. */
    show(number, version) {
      if (number !== account || version === last) {
        return;
      }
      last = version;
      slider.max = String(version);
      if (isNow) {
        move(version);
      } else {
        buttons(Number(slider.value));
      }
    },
  };
}
