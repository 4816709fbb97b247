import { LOCALE } from './locale.js';
import { fixed } from './number.js';
import { word } from './words.js';

const CLOCK = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat(LOCALE, { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const YEAR = new Intl.DateTimeFormat(LOCALE, { year: 'numeric', month: 'short', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
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
    return word('time.ahead', { span: span(-ms) });
  }
  if (ms < 1.5 * SECOND) {
    return word('time.now');
  }
  // some languages bend their days after "ago"
  return ms < 2 * DAYS ? word('time.ago', { span: span(ms) }) : word('time.daysAgo', { number: whole(ms / DAYS) });
}

/**
 * A length of time in its largest unit.
 * @param {number} ms not negative
 */
export function span(ms) {
  if (ms < MINUTE) {
    return word('time.s', { number: whole(ms / SECOND) });
  }
  if (ms < HOUR) {
    return word('time.min', { number: whole(ms / MINUTE) });
  }
  return ms < 2 * DAYS ? word('time.h', { number: whole(ms / HOUR) }) : word('time.days', { number: whole(ms / DAYS) });
}

function whole(number) {
  return fixed(Math.floor(number), 0);
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
    return sign + word('time.ms', { number: fixed(Math.round(size), 0) });
  }
  return sign + (size < 10 * SECOND ? word('time.s', { number: fixed(size / SECOND, 1) }) : span(size));
}

/**
 * What something took, with the digits that matter: "140 ms", "3.2 s", "48 s", "2 min 5 s", "1 h 12 min".
 * @param {number} ms
 */
export function took(ms) {
  if (ms < 10 * SECOND) {
    return lag(Math.max(0, ms));
  }
  const seconds = Math.round(ms / SECOND);
  if (seconds < 60) {
    return word('time.s', { number: seconds });
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? word('time.minAndS', { min: minutes, s: seconds % 60 })
    : word('time.hAndMin', { h: Math.floor(minutes / 60), min: minutes % 60 });
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

const HOUR_AND_MINUTE = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/**
 * Hour and minute, for a clock on the wall.
 * @param {number} at epoch milliseconds
 */
export function timeOfDay(at) {
  return HOUR_AND_MINUTE.format(at);
}

/** @param {Element} place */
export function showZone(place) {
  const zone = new Intl.DateTimeFormat(LOCALE, { timeZoneName: 'shortOffset' });
  const offset = zone.formatToParts(Date.now()).find(({ type }) => type === 'timeZoneName').value;
  const { timeZone } = zone.resolvedOptions();
  place.textContent = timeZone === 'UTC' ? timeZone : `${timeZone}, ${offset}`;
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
