import { say } from '../say/text.js';
import { clock } from '../say/time.js';
import { word } from '../say/words.js';

/** A drag changes the view many times a second: what is read out waits for its end. */
const CALM = 800;

/** Says that charts show the past, and leads back to the live edge. */
export class Looking {
  /**
   * @param {HTMLElement} place
   * @param {HTMLElement} aloud where screen readers listen
   * @param {import('./view.js').View} view
   */
  constructor(place, aloud, view) {
    this.place = place;
    this.text = place.querySelector('span');
    this.aloud = aloud;
    this.view = view;
    this.timer = 0;
    place.querySelector('button').addEventListener('click', () => view.live());
  }

  /**
   * @param {import('./history.js').History | null} history what is shown, null while it comes
   * @param {{storedFrom: number, lakeTo: number | null}} kept what is older than `storedFrom` is in
   *   the lake alone, and read from there up to `lakeTo`
   */
  draw(history = null, kept = { storedFrom: 0, lakeTo: null }) {
    const { past } = this.view;
    this.place.hidden = past === null;
    say(this.text, past ? words(past, history, kept) : '');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => say(this.aloud, this.text.textContent), CALM);
  }
}

function words(past, history, kept) {
  const said = [word('past.looking', { from: clock(past.from), to: clock(past.to) })];
  if (history && history.readings() === 0) {
    said.push(word('past.none'));
  }
  if (history) {
    said.push(...missing(past, kept));
  }
  return said.join(' ');
}

/** What of the range may be in the lake and cannot be shown. */
function missing({ from, to }, { storedFrom, lakeTo }) {
  if (from >= storedFrom) {
    return [];
  }
  if (lakeTo === null) {
    return [word('past.older', { time: clock(storedFrom) })];
  }
  const begin = Math.max(from, lakeTo);
  const end = Math.min(to, storedFrom);
  return begin < end ? [word('past.notYet', { from: clock(begin), to: clock(end) })] : [];
}
