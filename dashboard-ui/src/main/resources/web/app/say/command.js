import { whole } from './number.js';
import { word } from './words.js';

const SETTINGS = ['intervalMs', 'batchSize', 'flushMs'];
const SHOWN_HASH = 12;
/** Methods of which more is to be said than their name. */
const FAULTS = new Set(['injectFault', 'clearFault']);

/**
 * What a command asked, in the page's language.
 * @param {object | undefined} asked in codes, where it is known
 * @param {string} what in English, for what only its own name says
 */
export function askedFor(asked, what) {
  return inCodes(asked ?? {}) || what;
}

function inCodes({ action, method, payload, sha256, ...settings }) {
  switch (action) {
    case 'settings':
      return SETTINGS.filter((name) => settings[name] !== undefined).map((name) => word(`asked.${name}`, { value: whole(settings[name]) })).join(', ');
    case 'models':
      return word('asked.models', { sha: sha256.slice(0, SHOWN_HASH) });
    case 'describe':
      return word('asked.describe');
    default:
      return FAULTS.has(method) ? word(`asked.${method}`, JSON.parse(payload)) : '';
  }
}

/**
 * What came of a command, in the page's language.
 * @param {{code: string, values: Record<string, string>} | undefined} said where a gateway says it in codes
 * @param {string} [words] in English
 */
export function cameOf(said, words = '') {
  return said ? word(`said.${said.code}`, said.values) : words;
}
