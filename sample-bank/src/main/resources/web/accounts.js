// The list of accounts, a page of it, from the read model of balances.

import { get } from './api.js';
import { byId, calmly, element } from './dom.js';
import { money } from './format.js';
import { commandForm } from './forms.js';

const PAGE = 50;

/** @param choose called with the number of the account that was opened or looked for */
export function accountList(choose) {
  const starts = [0];
  const known = new Map();
  let next;
  let chosen;
  let position;

  async function load() {
    const page = await get('api/accounts', { limit: PAGE, after: starts.at(-1), position }).catch(() => null);
    if (page === null) {
      // The state of the server says why; the next event or a reconnection tries again.
      return;
    }
    next = page.next;
    byId('account-rows').replaceChildren(...page.accounts.map(row));
    byId('account-none').hidden = page.accounts.length > 0;
    byId('accounts-back').disabled = starts.length === 1;
    byId('accounts-next').disabled = next === undefined;
  }

  function row({ account, balance }) {
    const before = known.get(account);
    known.set(account, balance);
    return element(
      'tr',
      {
        'data-account': account,
        class: before !== undefined && before !== balance ? 'changed' : null,
      },
      element('td', {}, element('a', {
        href: `#/accounts/${account}`,
        'aria-current': account === chosen ? 'true' : null,
      }, String(account))),
      element('td', { class: balance < 0 ? 'number minus' : 'number' }, money(balance)),
    );
  }

  function turn(change) {
    change();
    known.clear();
    load();
  }

  byId('accounts-next').addEventListener('click', () => turn(() => starts.push(next)));
  byId('accounts-back').addEventListener('click', () => turn(() => starts.pop()));
  byId('find').addEventListener('submit', (event) => {
    event.preventDefault();
    choose(byId('find-number').value.trim());
    event.target.reset();
  });
  byId('opening').append(commandForm({
    title: 'Open an account',
    button: 'Open',
    fields: [
      { name: 'account', label: 'Number', kind: 'account' },
      { name: 'overdraftLimit', label: 'Overdraft limit', kind: 'amount', optional: true, placeholder: '0.00' },
    ],
    path: () => 'api/accounts',
    done: ({ account }) => choose(String(account)),
  }));

  const reload = calmly(150, load);
  return {
    load,
    /** Shows what the log says up to that event. */
    recorded(event) {
      position = event.position;
      reload();
    },
    connected(head) {
      position = head;
      load();
    },
    choose(account) {
      chosen = account;
      document.querySelectorAll('#account-rows a').forEach((link) => {
        if (link.textContent === String(account)) {
          link.setAttribute('aria-current', 'true');
        } else {
          link.removeAttribute('aria-current');
        }
      });
    },
  };
}
