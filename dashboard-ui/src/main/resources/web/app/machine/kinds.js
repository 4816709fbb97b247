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
 * @property {number | null} low lower limit, drawn as a line
 * @property {number | null} high upper limit, drawn as a line
 */

/** Band from minimum to maximum, line through the means, of a signal by its place in the buckets. */
export const band = (index) => [(bucket) => bucket.min[index], (bucket) => bucket.max[index], (bucket) => bucket.mean[index]];

/**
 * A signal, as a band.
 * @returns {Kind}
 */
export function signalKind(machine, index) {
  return {
    ...signalWords(machine, index),
    key: machine.signals[index],
    type: 'signal',
    picks: band(index),
    newest: (machine) => machine.lastValues[index] ?? null,
    say: measured,
    bounds: null,
    threshold: null,
  };
}

/** What people call a signal, and its limits: these may change while it is drawn. */
export function signalWords(machine, index) {
  return {
    name: machine.names[index] ?? title(machine.signals[index]),
    unit: machine.units[index] ?? '',
    low: machine.lows[index] ?? null,
    high: machine.highs[index] ?? null,
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
    low: null,
    high: null,
  };
}

/** `bearing_temp` → `Bearing temp`; names that have capitals of their own are left alone. */
function title(name) {
  const spaced = name.replaceAll('_', ' ');
  return spaced === spaced.toLowerCase() ? spaced.charAt(0).toUpperCase() + spaced.slice(1) : spaced;
}
