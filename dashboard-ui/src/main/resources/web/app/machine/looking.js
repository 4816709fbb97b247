import { clock } from '../say/time.js';
import { word } from '../say/words.js';

/** Says that charts show the past, and leads back to the live edge. */
export class Looking {
  /**
   * @param {HTMLElement} place
   * @param {import('./view.js').View} view
   */
  constructor(place, view) {
    this.place = place;
    this.text = place.querySelector('span');
    this.view = view;
    place.querySelector('button').addEventListener('click', () => view.live());
  }

  /**
   * @param {import('./history.js').History | null} history what is shown, null while it comes
   * @param {number} storedFrom what is older is in the lake alone
   */
  draw(history = null, storedFrom = 0) {
    const { past } = this.view;
    this.place.hidden = past === null;
    if (!past) {
      return;
    }
    const words = [word('past.looking', { from: clock(past.from), to: clock(past.to) })];
    if (history && history.readings() === 0) {
      words.push(word('past.none'));
    }
    if (history && past.from < storedFrom) {
      words.push(word('past.older', { time: clock(storedFrom) }));
    }
    this.text.textContent = words.join(' ');
  }
}
