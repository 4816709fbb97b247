import { whole } from '../say/number.js';
import { word } from '../say/words.js';

const WIDTH = 320;
const HEIGHT = 84;
const PAD = 3;

/**
 * Draws how values were distributed in training, as a filled shape, and how they are now, as a
 * line, to the same scale.
 * @param {SVGSVGElement} svg
 * @param {string} name
 * @param {{training: number[], now?: number[], readings: number}} [distribution] shares by even bins
 */
export function drawDistribution(svg, name, distribution) {
  const [training, now] = svg.children;
  if (!distribution) {
    training.setAttribute('d', '');
    now.setAttribute('d', '');
    svg.setAttribute('aria-label', word('drift.distributionNone', { name }));
    return;
  }
  const most = Math.max(...distribution.training, ...(distribution.now ?? []));
  training.setAttribute('d', `${steps(distribution.training, most)}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`);
  now.setAttribute('d', distribution.now ? steps(distribution.now, most) : '');
  svg.setAttribute('aria-label', word(distribution.now ? 'drift.distributionNow' : 'drift.distribution', { name, readings: whole(distribution.readings) }));
}

function steps(shares, most) {
  const width = WIDTH / shares.length;
  const y = (share) => (HEIGHT - (share / most) * (HEIGHT - PAD)).toFixed(1);
  return shares.map((share, i) => `${i ? 'L' : 'M'}${(i * width).toFixed(1)} ${y(share)}H${((i + 1) * width).toFixed(1)}`).join('');
}
