const SHORTEST = 1000;
const SHORTEST_LIVE = 10_000;
/** The live edge shows what the store keeps; what reaches further back is a stretch of the past. */
const LONGEST_LIVE = 48 * 3_600_000;
const LONGEST = 400 * 86_400_000;
/** What ends so near to now, as a part of its length, is the live edge. */
const EDGE = 0.02;
const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The time that all charts show: so long until now, or a stretch of the past. The address holds it. */
export class View {
  /**
   * @param {() => number} now the server's clock
   * @param {() => void} changed called at every change
   */
  constructor(now, changed) {
    this.now = now;
    this.changed = changed;
    const asked = new URLSearchParams(location.search);
    /** Length up to now, in milliseconds. */
    this.span = length(asked.get('range')) ?? length('2m');
    /** @type {{from: number, to: number} | null} null at the live edge */
    this.past = stretch(time(asked.get('from')), time(asked.get('to')), now());
  }

  /** @returns {{from: number, to: number}} epoch milliseconds */
  window() {
    const now = this.now();
    return this.past ?? { from: now - this.span, to: now };
  }

  /** Shows so long until now. @param {number} span milliseconds */
  live(span = this.span) {
    this.past = null;
    this.span = span;
    this.changed();
  }

  /** Moves by a part of the length shown; negative: into the past. */
  pan(part) {
    const { from, to } = this.window();
    const by = Math.min(part * (to - from), this.now() - to);
    this.#show(from + by, to + by);
  }

  /**
   * Shows so many times the length.
   * @param {number} factor
   * @param {number} part where time stays as it is: 0 at the left, 1 at the right edge
   */
  zoom(factor, part) {
    const { from, to } = this.window();
    const span = Math.min(LONGEST, Math.max(SHORTEST, (to - from) * factor));
    const fixed = from + part * (to - from);
    this.#show(fixed - part * span, fixed + (1 - part) * span);
  }

  #show(from, to) {
    const now = this.now();
    const span = to - from;
    if (to >= now - EDGE * span && span <= LONGEST_LIVE) {
      this.live(Math.max(SHORTEST_LIVE, Math.round(span)));
      return;
    }
    const end = Math.min(to, now);
    this.past = { from: Math.round(end - span), to: Math.round(end) };
    this.changed();
  }

  /** Writes the address. */
  keep() {
    const url = new URL(location.href);
    ['range', 'from', 'to'].forEach((name) => url.searchParams.delete(name));
    Object.entries(this.address()).forEach(([name, value]) => url.searchParams.set(name, value));
    history.replaceState(null, '', url);
  }

  /** What is shown, as addresses have it. */
  address() {
    const { past } = this;
    return past ? { from: new Date(past.from).toISOString(), to: new Date(past.to).toISOString() } : { range: said(this.span) };
  }
}

/** `15m` → milliseconds; null for what is no length. */
export function length(text) {
  const [, number, unit] = /^(\d{1,7})([smhd])$/.exec(text ?? '') ?? [];
  const ms = Number(number) * UNITS[unit];
  return ms >= SHORTEST_LIVE && ms <= LONGEST_LIVE ? ms : null;
}

function said(span) {
  const [unit, ms] = Object.entries(UNITS).findLast(([, each]) => span % each === 0) ?? ['s', UNITS.s];
  // a day is said in hours, as the buttons do
  return unit === 'd' ? `${span / UNITS.h}h` : `${Math.round(span / ms)}${unit}`;
}

/** Epoch milliseconds or ISO; NaN for what is neither. */
function time(text) {
  return /^\d+$/.test(text ?? '') ? Number(text) : Date.parse(text);
}

/** Null for what is no stretch of the past. */
function stretch(from, to, now) {
  const end = Math.min(to, now);
  return end - from >= SHORTEST ? { from: Math.max(from, end - LONGEST), to: end } : null;
}
