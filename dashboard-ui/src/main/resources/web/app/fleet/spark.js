import { conditionName } from '../say/condition.js';
import { fixed } from '../say/number.js';
import { word } from '../say/words.js';

const POINTS = 60;
const HEIGHT = 24;
const PAD = 2;

/**
 * Draws a sparkline of scores, newest at the right, one point for each bucket that exists, however far apart; parts above the threshold are marked.
 * @param {SVGSVGElement} svg
 * @param {number[]} percents oldest first, -1 where not scored
 * @param {number} threshold 0 to 1
 */
export function drawSpark(svg, percents, threshold) {
  const [limit, area, line, high] = svg.children;
  const y = (percent) => (HEIGHT - PAD - (percent / 100) * (HEIGHT - 2 * PAD)).toFixed(1);
  const x = (i) => POINTS - percents.length + i + 0.5;
  const bar = threshold * 100;
  limit.setAttribute('d', `M0 ${y(bar)}H${POINTS}`);
  line.setAttribute('d', path(percents, x, y, (percent) => percent >= 0));
  high.setAttribute('d', path(percents, x, y, (percent) => percent >= bar));
  const scored = percents.filter((percent) => percent >= 0);
  area.setAttribute('d', scored.length ? areaUnder(percents, x, y) : '');
  svg.setAttribute('aria-label', scored.length ? word('fleet.spark', { score: fixed(Math.max(...scored) / 100, 2) }) : conditionName('unscored'));
}

/** Lines through the points that are wanted; a point alone is a short dash. */
function path(percents, x, y, isWanted) {
  let d = '';
  let drawing = false;
  percents.forEach((percent, i) => {
    if (!isWanted(percent)) {
      drawing = false;
      return;
    }
    const alone = !drawing && !isWanted(percents[i + 1] ?? -1);
    d += drawing ? `L${x(i)} ${y(percent)}` : `M${alone ? x(i) - 0.4 : x(i)} ${y(percent)}`;
    d += alone ? `L${x(i) + 0.4} ${y(percent)}` : '';
    drawing = true;
  });
  return d;
}

function areaUnder(percents, x, y) {
  const points = percents.map((percent, i) => `${x(i)} ${y(Math.max(0, percent))}`);
  return `M${x(0)} ${HEIGHT}L${points.join('L')}L${x(points.length - 1)} ${HEIGHT}Z`;
}
