const MINUTE = 60_000;
const SPANS = { '2m': 2 * MINUTE, '15m': 15 * MINUTE, '1h': 60 * MINUTE, '6h': 360 * MINUTE, '24h': 1440 * MINUTE };

/** The choice of a time range; the page's address holds it. */
export class RangeChoice {
  /**
   * @param {HTMLElement} group of radio buttons
   * @param {() => void} changed
   */
  constructor(group, changed) {
    this.buttons = [...group.querySelectorAll('[data-range]')];
    this.changed = changed;
    group.addEventListener('click', (event) => {
      const key = event.target.closest('[data-range]')?.dataset.range;
      if (key) {
        this.choose(key);
      }
    });
    group.addEventListener('keydown', (event) => this.#key(event));
    const asked = new URLSearchParams(location.search).get('range');
    this.#show(asked in SPANS ? asked : '2m');
  }

  /** @param {string} key */
  choose(key) {
    if (key === this.key) {
      return;
    }
    this.#show(key);
    const url = new URL(location.href);
    url.searchParams.set('range', key);
    history.replaceState(null, '', url);
    this.changed();
  }

  /** The shortest range that reaches back so far, or null. @param {number} ms */
  reaching(ms) {
    return Object.keys(SPANS).find((key) => SPANS[key] > ms) ?? null;
  }

  #show(key) {
    this.key = key;
    this.span = SPANS[key];
    for (const button of this.buttons) {
      const isChosen = button.dataset.range === key;
      button.setAttribute('aria-checked', String(isChosen));
      button.tabIndex = isChosen ? 0 : -1;
    }
  }

  #key(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const at = this.buttons.findIndex((button) => button.dataset.range === this.key);
      const next = this.buttons[(at + step + this.buttons.length) % this.buttons.length];
      this.choose(next.dataset.range);
      next.focus();
    }
  }
}
