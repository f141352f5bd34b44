// One account: what is on it, the commands it takes, and what has happened to it.

import { get } from './api.js';
import { byId, calmly } from './dom.js';
import { count, money } from './format.js';
import { commandForm } from './forms.js';
import { statement } from './statement.js';
import { timeline } from './timeline.js';

export function accountView() {
  let account;
  let version = 0;
  const past = timeline();
  const lines = statement();

  const path = (rest = '') => `api/accounts/${account}${rest}`;
  const booking = [
    { name: 'cents', label: 'Amount', kind: 'amount', placeholder: '0.00' },
    { name: 'description', label: 'Description', kind: 'text', optional: true },
  ];
  byId('commands').append(
    commandForm({ title: 'Deposit', button: 'Deposit', fields: booking, path: () => path('/deposits') }),
    commandForm({ title: 'Withdraw', button: 'Withdraw', fields: booking, path: () => path('/withdrawals') }),
    commandForm({ title: 'Close', button: 'Close the account', fields: [], path: () => path('/closing') }),
  );

  async function load() {
    const asked = account;
    if (asked === undefined) {
      return;
    }
    try {
      const now = await get(path());
      if (asked === account) {
        version = now.version;
        show(now);
        past.show(account, now.version);
        lines.refresh();
      }
    } catch (problem) {
      if (asked === account) {
        hide(`Account ${account}`, problem.message);
      }
    }
  }

  function show(now) {
    byId('account-title').textContent = `Account ${now.account}`;
    byId('account-hint').hidden = true;
    byId('account-body').hidden = false;
    byId('account-closed').hidden = !now.closed;
    byId('balance').textContent = money(now.balance);
    byId('balance').classList.toggle('minus', now.balance < 0);
    const limit = Number.isSafeInteger(now.overdraftLimit)
      ? `overdraft limit ${money(now.overdraftLimit)}, ${money(now.available)} available`
      : 'no overdraft limit to speak of';
    byId('account-facts').textContent = `${limit}; ${count(now.version)} events`;
    byId('commands').hidden = now.closed;
  }

  function hide(title, hint) {
    byId('account-title').textContent = title;
    byId('account-hint').textContent = hint;
    byId('account-hint').hidden = false;
    byId('account-body').hidden = true;
  }

  const reload = calmly(100, load);
  return {
    load,
    choose(number) {
      account = number;
      version = 0;
      if (number === undefined) {
        hide('No account chosen', 'Choose one from the list, or open a new one.');
        return;
      }
      past.choose(number);
      lines.choose(number);
      load();
    },
    recorded(event) {
      if (event.stream === `account:${account}` && event.version > version) {
        lines.recorded(event);
        reload();
      }
    },
  };
}
