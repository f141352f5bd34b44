// The statement of the chosen account, from its read model, and the tabs that show it or the events.

import { getShown } from './api.js';
import { byId, element } from './dom.js';
import { change, money } from './format.js';
import { refreshing } from './refresh.js';

const PAGE = 20;

export function statement() {
  let account;
  let before;
  let next;
  let position;

  async function load() {
    const asked = account;
    const page = await getShown(`api/accounts/${account}/statement`, { limit: PAGE, before }, position);
    if (page === null || asked !== account) {
      return page !== null;
    }
    next = page.next;
    byId('statement-rows').replaceChildren(...page.lines.reverse().map(row));
    byId('statement-older').disabled = next === undefined;
    byId('statement-newest').disabled = before === undefined;
    return true;
  }

  function row(line) {
    return element(
      'tr',
      {},
      element('td', { class: 'date' }, line.booked),
      element('td', {}, line.description),
      element('td', { class: line.cents < 0 ? 'number minus' : 'number' }, change(line.cents)),
      element('td', { class: 'number' }, money(line.balance)),
    );
  }

  function turn(to) {
    before = to;
    lines.now();
  }

  byId('statement-older').addEventListener('click', () => turn(next));
  byId('statement-newest').addEventListener('click', () => turn(undefined));
  const lines = refreshing(load);
  tabs(['events', 'statement']);

  return {
    choose(number) {
      account = number;
      before = undefined;
      position = undefined;
    },
    recorded(event) {
      position = event.position;
    },
    refresh: lines.soon,
  };
}

/** Arrow keys go from tab to tab, as screen readers say they do. */
function tabs(names) {
  function choose(name) {
    names.forEach((other) => {
      const tab = byId(`tab-${other}`);
      tab.setAttribute('aria-selected', String(other === name));
      tab.tabIndex = other === name ? 0 : -1;
      byId(other).hidden = other !== name;
    });
  }
  names.forEach((name, index) => {
    const tab = byId(`tab-${name}`);
    tab.addEventListener('click', () => choose(name));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step !== undefined) {
        const other = names[(index + step + names.length) % names.length];
        choose(other);
        byId(`tab-${other}`).focus();
      }
    });
  });
}
