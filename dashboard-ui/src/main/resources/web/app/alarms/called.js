import { measured } from '../say/number.js';
import { clock } from '../say/time.js';
import { word } from '../say/words.js';

/** What those are called of which more is known than their name. */
const VERDICTS = { 'real fault': 'label.real', 'false alarm': 'label.false' };

/**
 * What a label is called.
 * @param {string} label
 */
export function called(label) {
  return VERDICTS[label] ? word(VERDICTS[label]) : label;
}

/**
 * A signal that stopped making sense, as a sentence.
 * @param {{kind: string, signals?: Record<string, string>}} alarm
 * @param {object} finding
 * @param {number} now epoch milliseconds
 */
export function findingOf({ kind, signals = {} }, { signal, value, low, high, since }, now) {
  const known = { signal: signals[signal] ?? signal, value: measured(value), time: clock(since, now) };
  if (kind === 'flatline') {
    return word('finding.flat', known);
  }
  return high !== undefined && value > high
    ? word('finding.above', { ...known, limit: measured(high) })
    : word('finding.below', { ...known, limit: measured(low) });
}

/**
 * What somebody decided about an alarm.
 * @param {object} said
 * @param {number} now epoch milliseconds
 */
export function historyOf({ what, at, label, to, until }, now) {
  switch (what) {
    case 'label':
      return called(label);
    case 'acknowledgement':
      return word('alarm.acknowledged');
    case 'assignment':
      return to ? word('history.given', { name: to }) : word('history.givenBack');
    case 'shelving':
      return until > at ? word('history.shelved', { time: clock(until, now) }) : word('history.unshelved');
    default:
      return word('history.comment');
  }
}
