import { word } from '../say/words.js';

const MOST = 6;

/** Machines that were chosen to be compared, also those whose rows are not near. */
export class Chosen {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.link = root.querySelector('#compare-chosen');
    /** @type {Set<string>} */
    this.machines = new Set();
    root.addEventListener('change', ({ target }) => {
      if (target.matches('.choose')) {
        this.#choose(target);
      }
    });
  }

  /** @param {HTMLInputElement} box of a row */
  show(box) {
    box.checked = this.machines.has(box.value);
  }

  #choose(box) {
    if (box.checked && this.machines.size === MOST) {
      box.checked = false;
    }
    this.machines[box.checked ? 'add' : 'delete'](box.value);
    this.link.hidden = this.machines.size === 0;
    this.link.textContent = word(this.machines.size === MOST ? 'fleet.compareMost' : 'fleet.compare', { count: this.machines.size });
    const query = new URLSearchParams([...this.machines].map((machine) => ['machine', machine]));
    this.link.href = `/compare?${query}`;
  }
}
