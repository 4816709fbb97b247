import { sessionOver } from './session.js';
import { word } from '../say/words.js';

const LIMIT = 8000;
const UNAUTHORIZED = 401;

/**
 * The server's answer as JSON; what it says is wrong is thrown, as a sentence with the answer's `status`,
 * and what the problem says besides: `parameter` and `by`.
 * @param {string} path
 * @param {RequestInit} options
 * @param {AbortSignal} [left] ends it when nobody waits any more
 * @param {number} limit milliseconds
 */
export async function call(path, options = {}, left = undefined, limit = LIMIT) {
  const late = AbortSignal.timeout(limit);
  let answer;
  try {
    answer = await fetch(path, { ...options, signal: left ? AbortSignal.any([left, late]) : late });
  } catch {
    throw new Error(word('call.noAnswer'));
  }
  if (answer.ok) {
    return answer.json();
  }
  if (answer.status === UNAUTHORIZED) {
    sessionOver();
  }
  const problem = await answer.json().catch(() => ({}));
  const said = new Error(sentence(problem.detail ?? word('call.status', { status: answer.status })));
  throw Object.assign(said, { status: answer.status, parameter: problem.parameter, by: problem.by });
}

/**
 * Asks for a change, with a body as JSON.
 * @param {'POST' | 'PUT'} method
 * @param {string} path
 * @param {object} body
 */
export function send(method, path, body) {
  return call(path, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

function sentence(text) {
  return `${text[0].toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}
