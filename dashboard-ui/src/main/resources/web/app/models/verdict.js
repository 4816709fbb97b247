import { percent } from '../say/number.js';
import { word } from '../say/words.js';

/** What is said of drift, and the symbol and condition whose colour it has. */
const VERDICTS = {
  drifted: { key: 'drift.drifted', condition: 'anomalous' },
  steady: { key: 'drift.steady', condition: 'normal' },
  'too few readings': { key: 'drift.tooFew', condition: 'unscored' },
};

const UNKNOWN = { key: 'drift.unknown', condition: 'unscored' };

/**
 * @param {string | undefined} verdict
 * @returns {{text: string, condition: string}}
 */
export function verdictOf(verdict) {
  const { key, condition } = VERDICTS[verdict] ?? UNKNOWN;
  return { text: word(key), condition };
}

/**
 * Which signals have drifted, as people call them; empty where none has.
 * @param {{drifted: string[], names?: Record<string, string>}} found
 */
export function driftedSignals({ drifted, names = {} }) {
  return drifted.length ? word('drift.signals', { signals: drifted.map((signal) => names[signal] ?? signal).join(', ') }) : '';
}

/**
 * What people said of alarms: "3 real, 1 false (75 %)".
 * @param {{confirmed: number, dismissed: number, precision?: number}} alarms
 */
export function judged({ confirmed, dismissed, precision }) {
  return precision === undefined ? word('model.noneJudged') : word('model.judged', { confirmed, dismissed, percent: percent(precision) });
}
