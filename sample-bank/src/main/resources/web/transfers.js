// Transfers: the form that starts one, those under way, and what became of the last ones.

import { getShown } from './api.js';
import { byId, element } from './dom.js';
import { count, money } from './format.js';
import { commandForm } from './forms.js';
import { refreshing } from './refresh.js';

const SHOWN = 6;

const STATES = {
  IN_FLIGHT: ['on its way', 'warn'],
  COMPLETED: ['completed', 'good'],
  FAILED: ['failed', 'bad'],
  COMPENSATED: ['came back', 'bad'],
};

/** @param account says which account is shown; a transfer leaves that one */
export function transfers(account) {
  // What to say of a transfer that was started here and does not come through.
  const expected = new Map();
  let position;

  const form = commandForm({
    title: 'Transfer',
    button: 'Transfer',
    fields: [
      { name: 'cents', label: 'Amount', kind: 'amount', placeholder: '0.00' },
      { name: 'to', label: 'To account', kind: 'account' },
    ],
    path: () => 'api/transfers',
    more: () => ({ from: account() }),
    done: (started, body, say) => {
      expected.set(started.transfer, say);
      check(started.transfer, started.position);
    },
  });

  async function load() {
    const page = await getShown('api/transfers', { limit: SHOWN }, position);
    if (page === null) {
      return false;
    }
    const { transfers: number, cents } = page.inFlight;
    byId('in-flight').textContent = number === 0
      ? 'No money is on its way.'
      : `${money(cents)} on its way in ${count(number)} ${number === 1 ? 'transfer' : 'transfers'}.`;
    byId('transfers').replaceChildren(...page.transfers.map(row));
    expected.forEach((say, transfer) => check(transfer, position));
    return true;
  }

  function row({ from, to, cents, state, reason }) {
    const [word, kind] = STATES[state];
    return element(
      'li',
      {},
      element('span', {}, link(from), ' → ', link(to)),
      element('span', { class: 'number' }, money(cents)),
      element('span', { class: kind }, word),
      reason === undefined ? null : element('span', { class: 'quiet why' }, reason),
    );
  }

  const link = (number) => element('a', { href: `#/accounts/${number}` }, String(number));

  /** Says why a transfer that was started here has failed, beside its form. */
  async function check(transfer, since) {
    const shown = await getShown(`api/transfers/${transfer}`, {}, since);
    if (shown === null || shown.state === 'IN_FLIGHT') {
      return;
    }
    if (shown.state !== 'COMPLETED') {
      expected.get(transfer)?.(shown.reason);
    }
    expected.delete(transfer);
  }

  const list = refreshing(load);
  return {
    form,
    connected(head) {
      position = head;
      list.now();
    },
    recorded(event) {
      if (event.stream.startsWith('transfer:')) {
        position = event.position;
        list.soon();
      }
    },
  };
}
