// A form for a command: its fields, its button, and beside it why the bank says no.

import { Problem, newKey, post } from './api.js';
import { element } from './dom.js';
import { cents } from './format.js';

let forms = 0;

/**
 * @param command `title`, `button`, `fields` (each with `name`, `label`, `kind` of amount, account or text,
 *     and `optional`), `path()` to post to, and `done(answer)` for when it was carried out
 */
export function commandForm(command) {
  forms += 1;
  const reason = element('p', { class: 'reason', role: 'alert', id: `reason-${forms}` });
  const inputs = command.fields.map((field) => input(field, reason.id));
  const button = element('button', {}, command.button);
  const form = element(
    'form',
    { class: 'command', novalidate: true, 'aria-label': command.title },
    element('h3', {}, command.title),
    ...inputs.map(({ label }) => label),
    button,
    reason,
  );
  let key = newKey();
  form.addEventListener('input', () => {
    // What is sent now is another command.
    key = newKey();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    clear(inputs, reason);
    const body = read(inputs, reason);
    if (body === null) {
      return;
    }
    button.disabled = true;
    try {
      const answer = await post(command.path(), body, key);
      key = newKey();
      form.reset();
      command.done?.(answer, body);
    } catch (problem) {
      show(problem, inputs, reason);
      // It was answered, so that the next one is another; unanswered it may have been carried out.
      key = problem.status === 0 || problem.status === 503 ? key : newKey();
    } finally {
      button.disabled = false;
    }
  });
  return form;
}

function input(field, reason) {
  const box = element('input', {
    name: field.name,
    autocomplete: 'off',
    inputmode: { amount: 'decimal', account: 'numeric' }[field.kind],
    maxlength: field.kind === 'text' ? 200 : 20,
    required: !field.optional,
    placeholder: field.placeholder,
    'aria-describedby': reason,
  });
  return { field, box, label: element('label', {}, field.label, box) };
}

/** The body of the request; null, and the reason shown, if something is missing or no number. */
function read(inputs, reason) {
  const body = {};
  for (const { field, box } of inputs) {
    const text = box.value.trim();
    if (text === '' && field.optional) {
      continue;
    }
    const value = { amount: cents, account: number, text: (plain) => plain }[field.kind](text);
    if (value === null) {
      fault(box, reason, `${field.label} must be ${field.kind === 'amount' ? 'an amount, such as 12.50' : 'a number'}.`);
      return null;
    }
    body[field.name] = value;
  }
  return body;
}

const number = (text) => (/^\d{1,15}$/.test(text) ? Number(text) : null);

function show(problem, inputs, reason) {
  if (!(problem instanceof Problem)) {
    throw problem;
  }
  reason.textContent = problem.errors.length === 0
    ? problem.message
    : problem.errors.map(({ in: field, detail }) => `${field} ${detail}`).join('; ');
  const wrong = inputs.filter(({ field }) => problem.errors.some((error) => error.in === field.name));
  wrong.forEach(({ box }) => box.setAttribute('aria-invalid', 'true'));
  (wrong[0] ?? inputs[0])?.box.focus();
}

function fault(box, reason, text) {
  reason.textContent = text;
  box.setAttribute('aria-invalid', 'true');
  box.focus();
}

function clear(inputs, reason) {
  reason.textContent = '';
  inputs.forEach(({ box }) => box.removeAttribute('aria-invalid'));
}
