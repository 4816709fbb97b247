import { measured } from '../say/number.js';
import { word } from '../say/words.js';

const WIDTH = 320;
const HEIGHT = 44;
const PAD = 3;
const FILLED = 0.6;

/**
 * Draws the population stability index of window after window, oldest left, and its limit.
 * @param {SVGSVGElement} svg
 * @param {string} name
 * @param {{psi?: number}[]} course
 * @param {{psiLimit?: number}} [latest]
 */
export function drawCourse(svg, name, course, latest) {
  const [limit, line] = svg.children;
  const known = course.map(({ psi }) => psi).filter((psi) => psi !== undefined);
  const bar = latest?.psiLimit ?? 0;
  // the limit stands at a good height, and what exceeds it has room
  const most = Math.max(bar / FILLED, ...known, 1e-9);
  const y = (psi) => (HEIGHT - PAD - (psi / most) * (HEIGHT - 2 * PAD)).toFixed(1);
  limit.setAttribute('d', bar && known.length ? `M0 ${y(bar)}H${WIDTH}` : '');
  line.setAttribute('d', path(course, y));
  svg.setAttribute('aria-label', known.length ? word('drift.course', { name, windows: known.length, last: measured(known.at(-1)) }) : word('drift.courseNone', { name }));
}

function path(course, y) {
  const step = WIDTH / Math.max(1, course.length);
  let d = '';
  let drawing = false;
  course.forEach(({ psi }, i) => {
    if (psi !== undefined) {
      d += `${drawing ? 'L' : 'M'}${(i * step).toFixed(1)} ${y(psi)}H${((i + 1) * step).toFixed(1)}`;
    }
    drawing = psi !== undefined;
  });
  return d;
}
