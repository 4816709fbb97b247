/** What is said of drift, and the symbol and condition whose colour it has. */
export const VERDICTS = {
  drifted: { text: 'Drifted', condition: 'anomalous' },
  steady: { text: 'As in training', condition: 'normal' },
  'too few readings': { text: 'Too few readings yet', condition: 'unscored' },
};

const UNKNOWN = { text: 'Not known yet', condition: 'unscored' };

/**
 * @param {string | undefined} verdict
 * @returns {{text: string, condition: string}}
 */
export function verdictOf(verdict) {
  return VERDICTS[verdict] ?? UNKNOWN;
}

/**
 * What people said of alarms: "3 real, 1 false (75 %)".
 * @param {{confirmed: number, dismissed: number, precision?: number}} alarms
 */
export function judged({ confirmed, dismissed, precision }) {
  return precision === undefined ? 'none judged' : `${confirmed} real, ${dismissed} false (${Math.round(100 * precision)}\u00a0%)`;
}
