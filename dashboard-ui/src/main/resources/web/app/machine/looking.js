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
   * @param {number} storedFrom what is older is in the lake alone
   */
  draw(history = null, storedFrom = 0) {
    const { past } = this.view;
    this.place.hidden = past === null;
    say(this.text, past ? words(past, history, storedFrom) : '');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => say(this.aloud, this.text.textContent), CALM);
  }
}

function words(past, history, storedFrom) {
  const said = [word('past.looking', { from: clock(past.from), to: clock(past.to) })];
  if (history && history.readings() === 0) {
    said.push(word('past.none'));
  }
  if (history && past.from < storedFrom) {
    said.push(word('past.older', { time: clock(storedFrom) }));
  }
  return said.join(' ');
}
