// The button that rebuilds a read model, and how far that is.

import { newKey, post } from './api.js';
import { element } from './dom.js';
import { count, words } from './format.js';

/**
 * @param name of the read model
 * @param place where the button goes
 * @returns `show(run)` for the last rebuild that the server knows of, if there was one
 */
export function rebuildButton(name, place) {
  const button = element('button', { 'aria-label': `Rebuild ${words(name)}` }, 'Rebuild');
  const progress = element('progress', { max: 1, hidden: true, 'aria-label': `Rebuild of ${words(name)}` });
  const text = element('span', { class: 'quiet', role: 'status' });
  place.append(text, progress, button);

  function show(run) {
    if (run === undefined) {
      return;
    }
    const isUnderWay = run.step !== 'DONE' && run.step !== 'FAILED';
    button.disabled = isUnderWay;
    progress.hidden = !isUnderWay;
    progress.value = run.fraction;
    text.textContent = run.step === 'FAILED'
      ? `failed: ${run.problem}`
      : `${run.step.toLowerCase().replace('_', ' ')}${run.events > 0 ? `, ${count(run.events)} events` : ''}`;
  }

  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      show(await post(`api/projections/${name}/rebuild`, {}, newKey()));
    } catch (problem) {
      text.textContent = problem.message;
      button.disabled = false;
    }
  });
  return { show };
}
