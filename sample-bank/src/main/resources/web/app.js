// Puts the parts of the page together: the address says which account is shown, the feed what is new.

import { accountView } from './account.js';
import { accountList } from './accounts.js';
import { byId } from './dom.js';
import { follow } from './feed.js';
import { operations } from './operations.js';

const view = accountView();
const machinery = operations();
const list = accountList((number) => {
  location.hash = `#/accounts/${encodeURIComponent(number)}`;
});

function chosen() {
  const match = /^#\/accounts\/(\d{1,16})$/.exec(location.hash);
  return match === null ? undefined : Number(match[1]);
}

function route() {
  list.choose(chosen());
  view.choose(chosen());
}

window.addEventListener('hashchange', () => {
  if (location.hash !== '' && !location.hash.startsWith('#/')) {
    // A place on the page, such as where the skip link leads.
    return;
  }
  route();
  if (chosen() !== undefined) {
    byId('account').focus({ preventScroll: !window.matchMedia('(max-width: 60rem)').matches });
  }
});

function feedIs(word, kind) {
  byId('feed').textContent = word;
  byId('feed').className = `badge ${kind}`;
}

follow({
  connected(position, goesOn) {
    feedIs('live', 'good');
    if (!goesOn) {
      list.connected(position);
      machinery.load();
      view.load();
    }
  },
  recorded(event) {
    list.recorded(event);
    view.recorded(event);
    machinery.recorded(event);
  },
  state: machinery.state,
  lost: () => feedIs('reconnecting', 'warn'),
});
route();
