import { driftedSignals, verdictOf } from './verdict.js';
import { word } from '../say/words.js';

/** Which machine's readings are compared; the address holds it, so that a link shows the same. */
export class MachineChoice {
  /**
   * @param {HTMLElement} place
   * @param {() => void} changed called with the first choice too
   */
  constructor(place, changed) {
    this.place = place;
    this.changed = changed;
    this.chosen = '';
    this.drawn = '';
    place.addEventListener('keydown', (event) => this.#key(event));
  }

  /** @param {{id: string, verdict?: string, drifted: string[], names: Record<string, string>}[]} machines worst first */
  draw(machines) {
    const known = machines.filter(({ verdict }) => verdict);
    const shown = JSON.stringify(known);
    if (shown !== this.drawn) {
      this.drawn = shown;
      const focused = this.place.contains(document.activeElement);
      this.place.replaceChildren(...known.map((machine) => this.#button(machine)));
      if (focused) {
        this.#buttonOf(this.chosen)?.focus();
      }
    }
    if (known.length && !known.some(({ id }) => id === this.chosen)) {
      const wanted = new URLSearchParams(location.search).get('machine');
      this.#choose(known.some(({ id }) => id === wanted) ? wanted : known[0].id);
    }
    this.#press();
  }

  #button({ id, name, verdict, drifted, names }) {
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('role', 'radio');
    button.dataset.machine = id;
    button.dataset.condition = verdictOf(verdict).condition;
    button.textContent = name || id.split('/')[1];
    const drift = driftedSignals({ drifted, names }) || verdictOf(verdict).text;
    button.title = word('drift.titled', { machine: id, drift });
    button.addEventListener('click', () => this.#choose(id));
    return button;
  }

  #buttonOf(id) {
    return [...this.place.children].find(({ dataset }) => dataset.machine === id);
  }

  #choose(id) {
    this.chosen = id;
    history.replaceState(null, '', `?machine=${encodeURIComponent(id).replaceAll('%2F', '/')}`);
    this.#press();
    this.changed();
  }

  #press() {
    for (const button of this.place.children) {
      const chosen = button.dataset.machine === this.chosen;
      button.setAttribute('aria-checked', String(chosen));
      button.tabIndex = chosen ? 0 : -1;
    }
  }

  /** Arrows choose the next, as in any group of which one is chosen. */
  #key(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const all = [...this.place.children];
      const at = all.findIndex(({ dataset }) => dataset.machine === this.chosen);
      const next = all[(at + step + all.length) % all.length];
      this.#choose(next.dataset.machine);
      next.focus();
    }
  }
}
