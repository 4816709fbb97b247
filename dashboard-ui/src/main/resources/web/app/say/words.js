import { LANGUAGE, LOCALE } from './locale.js';

const TEXTS = JSON.parse(document.getElementById('words').textContent);
const PLURALS = new Intl.PluralRules(LANGUAGE);
const WHOLE = new Intl.NumberFormat(LOCALE);

/**
 * A text in the page's language.
 * @param {string} key
 * @param {Record<string, string | number>} [values] for the names in braces
 */
export function word(key, values = {}) {
  const text = TEXTS[key];
  if (text === undefined) {
    throw new Error(`no text has the key ${key}`);
  }
  return text.replace(/\{(\w+)\}/g, (braces, name) => values[name] ?? braces);
}

/**
 * A text that depends on a number, which is `{count}` in it.
 * @param {string} key without `.one` and `.other`
 * @param {number} count
 * @param {Record<string, string | number>} [values]
 */
export function counted(key, count, values = {}) {
  return word(`${key}.${PLURALS.select(count)}`, { count: WHOLE.format(count), ...values });
}
