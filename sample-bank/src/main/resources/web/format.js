// Amounts are in cents; more of them than JavaScript counts exactly are not shown as if it did.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

export const count = (number) => whole.format(number);

export const instant = (text) => time.format(new Date(text));

export function money(cents) {
  if (!Number.isSafeInteger(cents)) {
    return `${cents < 0 ? '−' : ''}beyond 90 trillion`;
  }
  const size = Math.abs(cents);
  const hundredths = String(size % 100).padStart(2, '0');
  return `${cents < 0 ? '−' : ''}${whole.format(Math.trunc(size / 100))}.${hundredths}`;
}

/** What came or went, with its sign; nothing for nothing. */
export const change = (cents) => (cents === 0 ? '' : `${cents > 0 ? '+' : ''}${money(cents)}`);

/** The cents of "12", "12.5" or "1,200.50"; null if it is no amount. */
export function cents(text) {
  const plain = text.trim().replaceAll(',', '');
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(plain);
  if (match === null) {
    return null;
  }
  const size = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] === '-' ? -size : size;
}

/** "money-deposited" as people say it. */
export const words = (name) => name.replaceAll('-', ' ');
