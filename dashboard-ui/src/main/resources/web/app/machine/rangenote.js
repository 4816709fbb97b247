import { ago, clock } from '../say/time.js';
import { word } from '../say/words.js';

/** Says when there is nothing in the chosen range, and offers the one where there is. */
export class RangeNote {
  /**
   * @param {HTMLElement} place
   * @param {import('./range.js').RangeChoice} range
   */
  constructor(place, range) {
    this.place = place;
    this.text = place.querySelector('span');
    this.button = place.querySelector('button');
    this.range = range;
    this.button.addEventListener('click', () => range.choose(this.better));
  }

  hide() {
    this.place.hidden = true;
  }

  draw(history, window, machine, now) {
    const last = history.starts().at(-1) ?? 0;
    const isEmpty = last + history.width < window.from;
    this.place.hidden = !isEmpty;
    if (isEmpty && machine) {
      const age = now - machine.lastEvent;
      this.better = this.range.reaching(age);
      this.button.hidden = this.better === null;
      const text = word('range.none', { ago: ago(age), time: clock(machine.lastEvent, now) });
      if (this.text.textContent !== text) {
        this.text.textContent = text;
      }
    }
  }
}
