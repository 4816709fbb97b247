import { call } from './call.js';
import { word } from '../say/words.js';

/**
 * Asks the server again and again while the page is seen, and not while it is hidden.
 * @param {string | (() => string)} path
 * @param {number} every milliseconds between an answer and the next question
 * @param {import('../live/notice.js').Notice} notice says when no answer comes
 * @param {(view: object) => void} draw
 * @param {'connection' | 'alarms' | 'maintenance' | 'notifications' | 'module' | 'links'} about what the notice is about; on a page with a live connection
 *   another than that
 * @returns {() => Promise<void>} asks at once
 */
export function poll(path, every, notice, draw, about = 'connection') {
  let timer = 0;
  let asked = 0;
  document.addEventListener('visibilitychange', look);
  look();
  return look;

  async function look() {
    clearTimeout(timer);
    if (document.hidden) {
      return;
    }
    const mine = ++asked;
    try {
      const view = await call(typeof path === 'string' ? path : path());
      if (mine !== asked) {
        return;
      }
      draw(view);
      notice.say(about, '');
    } catch (problem) {
      notice.say(about, word('call.old', { problem: problem.message }));
    }
    if (mine === asked) {
      timer = setTimeout(look, every);
    }
  }
}
