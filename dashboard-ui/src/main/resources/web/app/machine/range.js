import { length } from './view.js';

/** Buttons of usual lengths up to now. */
export class RangeChoice {
  /**
   * @param {HTMLElement} group of radio buttons
   * @param {import('./view.js').View} view
   */
  constructor(group, view) {
    this.buttons = [...group.querySelectorAll('[data-range]')];
    this.view = view;
    group.addEventListener('click', (event) => {
      const key = event.target.closest('[data-range]')?.dataset.range;
      if (key) {
        this.choose(key);
      }
    });
    group.addEventListener('keydown', (event) => this.#key(event));
  }

  /** @param {string} key */
  choose(key) {
    if (this.view.past || length(key) !== this.view.span) {
      this.view.live(length(key));
    }
  }

  /** The shortest range that reaches back so far, or null. @param {number} ms */
  reaching(ms) {
    return this.buttons.map((button) => button.dataset.range).find((key) => length(key) > ms) ?? null;
  }

  /** Marks the button of what is shown, if there is one. */
  draw() {
    const chosen = this.buttons.find((button) => !this.view.past && length(button.dataset.range) === this.view.span);
    for (const button of this.buttons) {
      button.setAttribute('aria-checked', String(button === chosen));
      button.tabIndex = button === (chosen ?? this.buttons[0]) ? 0 : -1;
    }
  }

  #key(event) {
    const step = event.shiftKey ? 0 : { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const at = this.buttons.findIndex((button) => button.tabIndex === 0);
      const next = this.buttons[(at + step + this.buttons.length) % this.buttons.length];
      this.choose(next.dataset.range);
      next.focus();
    }
  }
}
