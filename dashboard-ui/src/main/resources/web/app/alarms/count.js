import { whole } from '../say/number.js';
import { say } from '../say/text.js';
import { call } from '../shared/call.js';

const POLL = 10_000;

/**
 * Shows in the navigation how many alarms are open. A page that asks for alarms itself tells it, and
 * then nothing is asked here.
 * @param {HTMLElement} place
 */
export function showAlarmCount(place) {
  let told = 0;
  document.addEventListener('alarmcount', ({ detail }) => {
    told = performance.now();
    draw(detail);
  });
  document.addEventListener('visibilitychange', look);
  setInterval(look, POLL);
  look();

  async function look() {
    if (document.hidden || (told && performance.now() - told < POLL)) {
      return;
    }
    try {
      draw((await call('/api/alarms?limit=1')).open);
    } catch {
      place.hidden = true; // not known; the page itself says that the server or the store is away
    }
  }

  function draw(open) {
    place.hidden = open === 0;
    say(place.firstElementChild, whole(open));
  }
}
