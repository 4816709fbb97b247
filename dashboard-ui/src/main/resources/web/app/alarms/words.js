import { measured } from '../say/number.js';
import { clock, span } from '../say/time.js';

/** What kinds of alarms are called. */
export const KINDS = { anomaly: 'Anomaly', offline: 'Offline', flatline: 'Flat line', limit: 'Out of limits' };

/** What severities are called. */
export const SEVERITIES = { info: 'Info', warning: 'Warning', critical: 'Critical' };

/** What the usual labels are called. */
export const VERDICTS = { 'real fault': 'Real fault', 'false alarm': 'False alarm' };

/**
 * A signal that stopped making sense, as a sentence.
 * @param {string} kind
 * @param {object} finding
 * @param {number} now epoch milliseconds
 */
export function findingOf(kind, { signal, value, low, high, since }, now) {
  if (kind === 'flatline') {
    return `${signal} stays at ${measured(value)} since ${clock(since, now)} (${span(Math.max(0, now - since))})`;
  }
  const limit = high !== undefined && value > high ? `above ${measured(high)}` : `below ${measured(low)}`;
  return `${signal} was ${measured(value)}, ${limit}, since ${clock(since, now)}`;
}

/**
 * What somebody decided about an alarm.
 * @param {object} said
 * @param {number} now epoch milliseconds
 */
export function historyOf({ what, at, label, to, until }, now) {
  switch (what) {
    case 'label':
      return VERDICTS[label] ?? label;
    case 'acknowledgement':
      return 'Looked after';
    case 'assignment':
      return to ? `Given to ${to}` : 'Given to nobody';
    case 'shelving':
      return until > at ? `Shelved until ${clock(until, now)}` : 'Back from the shelf';
    default:
      return 'Comment';
  }
}
