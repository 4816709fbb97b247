const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat(undefined, { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const YEAR = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAYS = 24 * HOUR;

/**
 * How long ago: "now", "12 s ago", "3 min ago".
 * @param {number} ms
 */
export function ago(ms) {
  if (ms < -2 * SECOND) {
    return `${span(-ms)} ahead`;
  }
  return ms < 1.5 * SECOND ? 'now' : `${span(ms)} ago`;
}

/**
 * A length of time in its largest unit.
 * @param {number} ms not negative
 */
export function span(ms) {
  if (ms < MINUTE) {
    return `${Math.floor(ms / SECOND)} s`;
  }
  if (ms < HOUR) {
    return `${Math.floor(ms / MINUTE)} min`;
  }
  return ms < 2 * DAYS ? `${Math.floor(ms / HOUR)} h` : `${Math.floor(ms / DAYS)} days`;
}

/**
 * A lag with the digits that matter: "40 ms", "1.2 s", "3 min".
 * @param {number | null | undefined} ms
 */
export function lag(ms) {
  if (ms == null) {
    return '–';
  }
  const size = Math.abs(ms);
  const sign = ms < 0 ? '−' : '';
  if (size < SECOND) {
    return `${sign}${Math.round(size)} ms`;
  }
  return size < 10 * SECOND ? `${sign}${(size / SECOND).toFixed(1)} s` : `${sign}${span(size)}`;
}

/**
 * Local time of day; with the day when it is not today, and the year when it is another.
 * @param {number} at epoch milliseconds
 * @param {number} now epoch milliseconds
 */
export function clock(at, now = Date.now()) {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (sameDay ? CLOCK : sameYear ? DAY : YEAR).format(at);
}

/** @param {Element} place */
export function showZone(place) {
  place.textContent = Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/**
 * Writes the times that the server left as epoch milliseconds.
 * @param {ParentNode} within
 */
export function localiseTimes(within) {
  for (const time of within.querySelectorAll('time[data-at]')) {
    const at = Number(time.dataset.at);
    time.dateTime = new Date(at).toISOString();
    time.textContent = clock(at);
  }
}
