import { counted, word } from '../say/words.js';

/** Nobody reads a description as often as a live chart changes. */
const CALM = 500;

/**
 * For those who do not see it, a plot is a slider along its values, which arrows move. While it has the
 * focus only what they do themselves is told: a live chart would interrupt them with every reading.
 */
export class PlotSlider {
  /**
   * @param {HTMLElement} plot
   * @param {import('./kinds.js').Kind} kind
   * @param {() => number | null} newest
   */
  constructor(plot, kind, newest) {
    this.plot = plot;
    this.kind = kind;
    this.newest = newest;
    this.timer = 0;
    this.#set('label', kind.name);
    plot.addEventListener('focus', () => this.#sayNewest());
  }

  /**
   * The cursor is at a value.
   * @param {number} index
   * @param {number} length
   * @param {number | null} value
   * @param {string} when
   */
  read(index, length, value, when) {
    this.#set('valuemax', length - 1);
    this.#set('valuenow', index);
    this.#say(value, when);
  }

  /**
   * The cursor is elsewhere: what there is to see in all.
   * @param {Array<Array<number | null | undefined>>} columns time, low, high and middle
   * @param {number} anomalous stretches
   */
  describe(columns, anomalous) {
    this.seen = [columns, anomalous];
    this.timer ||= setTimeout(() => {
      this.timer = 0;
      this.#describe(...this.seen);
    }, CALM);
  }

  #describe([, low, high, middle], anomalous) {
    if (document.activeElement === this.plot) {
      return;
    }
    this.#sayNewest();
    const { name, unit, type, say } = this.kind;
    const known = (type === 'signal' ? low : middle).filter((value) => value != null);
    if (known.length === 0) {
      this.#set('label', word('chart.nothing', { name }));
      return;
    }
    const most = Math.max(...high.filter((value) => value != null));
    this.#set('label', counted('chart.described', anomalous, { name, low: say(Math.min(...known)), high: say(most), unit }));
  }

  #sayNewest() {
    this.#say(this.newest(), word('time.now'));
  }

  #say(value, time) {
    this.#set('valuetext', word('chart.value', { value: this.kind.say(value), unit: this.kind.unit, time }));
  }

  #set(name, value) {
    this.plot.setAttribute(`aria-${name}`, String(value));
  }
}
