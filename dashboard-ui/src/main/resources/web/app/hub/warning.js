import { percent, whole } from '../say/number.js';
import { say } from '../say/text.js';
import { timeOfDay } from '../say/time.js';
import { counted, word } from '../say/words.js';
import { call } from '../shared/call.js';
import { element } from '../shared/element.js';
import { tellHub } from './usage.js';

const POLL = 15_000;

/**
 * Warns on top of every page when the IoT hub's messages of a day run out, and when it refuses some
 * because too many are sent. Tells the page what it knows by `usage.js`.
 * @param {HTMLElement} place
 */
export function showHubWarning(place) {
  const said = document.getElementById('hub-said');
  const list = place.querySelector('ul');
  let drawn = '';
  let steps = '';
  document.addEventListener('visibilitychange', look);
  setInterval(look, POLL);
  look();

  async function look() {
    if (document.hidden) {
      return;
    }
    try {
      draw(await call('/api/hub'));
    } catch {
      place.hidden = true; // not known; the page itself says that the server or the store is away
    }
  }

  function draw(hub) {
    const sentences = hub.warnings.map((warning) => sentence(hub, warning));
    const text = sentences.join(' ');
    place.hidden = text === '';
    if (drawn !== text) {
      drawn = text;
      list.replaceChildren(...sentences.map((each) => element('li', each)));
    }
    // read out when something else is the matter, and not with every message that is used
    const now = hub.warnings.map(({ kind, percent: step }) => kind + step).join();
    if (now !== steps) {
      steps = now;
      say(said, text);
    }
    tellHub(hub);
  }
}

function sentence(hub, { kind, refuses }) {
  if (kind === 'throttle') {
    return counted('hub.throttled', hub.throttled);
  }
  const values = { limit: whole(hub.limit), reset: timeOfDay(hub.resetsAt), percent: percent(Math.floor((100 * hub.used) / hub.limit) / 100) };
  if (refuses) {
    return word('hub.usedUp', values);
  }
  return hub.lastsUntil ? word('hub.lastsUntil', { ...values, time: timeOfDay(hub.lastsUntil) }) : word('hub.lasts', values);
}
