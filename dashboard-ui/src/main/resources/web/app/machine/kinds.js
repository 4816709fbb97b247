import { measured, score } from '../say/number.js';
import { word } from '../say/words.js';

/**
 * What a chart shows.
 * @typedef {object} Kind
 * @property {string} name
 * @property {string} key the signal's own name; empty for the score
 * @property {string} unit
 * @property {'signal' | 'score'} type
 * @property {Array<(bucket: import('../live/bucket.js').Bucket) => number>} picks low, high and middle
 * @property {(machine: object) => number | null} newest the value of the newest reading
 * @property {(value: number | null) => string} say
 * @property {[number, number] | null} bounds of the y axis; by the data when null
 * @property {number | null} threshold drawn as a line
 */

/**
 * A signal: band from minimum to maximum, line through the means.
 * @returns {Kind}
 */
export function signalKind(name, unit, index) {
  return {
    name: title(name),
    key: name,
    unit: unit ?? '',
    type: 'signal',
    picks: [(bucket) => bucket.min[index], (bucket) => bucket.max[index], (bucket) => bucket.mean[index]],
    newest: (machine) => machine.lastValues[index] ?? null,
    say: measured,
    bounds: null,
    threshold: null,
  };
}

/**
 * The score: the highest of each bucket.
 * @returns {Kind}
 */
export function scoreKind(threshold) {
  return {
    name: word('chart.score'),
    key: '',
    unit: '',
    type: 'score',
    picks: [(bucket) => (Number.isFinite(bucket.score) ? 0 : NaN), (bucket) => bucket.score, (bucket) => bucket.score],
    newest: (machine) => machine.score,
    say: score,
    bounds: [0, 1],
    threshold,
  };
}

/** `bearing_temp` → `Bearing temp`; names that have capitals of their own are left alone. */
function title(name) {
  const spaced = name.replaceAll('_', ' ');
  return spaced === spaced.toLowerCase() ? spaced.charAt(0).toUpperCase() + spaced.slice(1) : spaced;
}
