// A small plot of how far behind the log something was, over the last minutes.

import { svg } from './dom.js';
import { count } from './format.js';

const WIDTH = 300;
const HEIGHT = 40;

/** @param values the oldest first; null where nothing is known */
export function sparkline(name, values, length) {
  const known = values.filter((value) => value !== null);
  const most = Math.max(1, ...known);
  const x = (index) => ((index + length - values.length) / (length - 1)) * WIDTH;
  const y = (value) => HEIGHT - 2 - (value / most) * (HEIGHT - 4);
  const now = known.at(-1) ?? 0;
  const label = `${name} over the last ${Math.ceil(length / 60)} minutes: ${count(now)} behind now, ${count(Math.max(0, ...known))} at most`;
  return svg(
    'svg',
    { class: 'sparkline', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    svg('line', { class: 'floor', x1: 0, x2: WIDTH, y1: HEIGHT - 1, y2: HEIGHT - 1 }),
    ...runs(values).map((run) => svg('polyline', {
      points: run.map(({ index, value }) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' '),
    })),
  );
}

/** What is known without a break becomes one line. */
function runs(values) {
  const all = [];
  let run = [];
  values.forEach((value, index) => {
    if (value === null) {
      run = [];
    } else {
      if (run.length === 0) {
        all.push(run);
      }
      run.push({ index, value });
    }
  });
  return all;
}
