import { LOCALE } from './locale.js';

const WHOLE = new Intl.NumberFormat(LOCALE);
const formats = new Map();

/**
 * A whole number with separators.
 * @param {number | null | undefined} value
 */
export function whole(value) {
  return value == null ? '–' : WHOLE.format(value);
}

/**
 * A measured value with about four significant digits, and always as many decimals as others of
 * its size, so that it does not jump about.
 * @param {number | null | undefined} value
 */
export function measured(value) {
  if (value == null || !Number.isFinite(value)) {
    return '–';
  }
  const size = Math.abs(value);
  return fixed(value, size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4);
}

/**
 * A score from 0 to 1.
 * @param {number | null | undefined} value
 */
export function score(value) {
  return value == null || !Number.isFinite(value) ? '–' : fixed(value, 2);
}

/**
 * A share as percent.
 * @param {number} value 0 to 1
 * @param {number} [decimals]
 */
export function percent(value, decimals = 0) {
  return `${fixed(100 * value, decimals)}\u00a0%`;
}

/**
 * A number with so many decimals.
 * @param {number} value
 * @param {number} decimals
 */
export function fixed(value, decimals) {
  let format = formats.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    formats.set(decimals, format);
  }
  return format.format(value);
}
