const USUAL = 'condition';
const BACKWARDS = '-';
/** Where a higher value is what one looks for first. */
const HIGHEST_FIRST = new Set(['score', 'recent', 'last', 'lag']);
/** Where rows have no columns: their names are for screen readers alone, and the order is chosen in a list. */
const NO_COLUMNS = matchMedia('(max-width: 640px)');

/** In which order machines are listed: chosen by a column's head, or in a list where there are no columns. */
export class Sort {
  /**
   * @param {HTMLElement} root
   * @param {() => void} changed
   */
  constructor(root, changed) {
    this.root = root;
    this.changed = changed;
    this.heads = [...root.querySelectorAll('.sort')];
    this.columns = root.querySelector('#sort');
    this.turn = root.querySelector('#sort-turn');
    this.columns.append(...this.heads.map(({ dataset, textContent }) => new Option(textContent, dataset.sort)));
    this.heads.forEach((head) => head.addEventListener('click', () => this.#choose(head.dataset.sort)));
    this.columns.addEventListener('change', () => this.#set(this.columns.value, HIGHEST_FIRST.has(this.columns.value)));
    this.turn.addEventListener('click', () => this.#set(this.column, !this.descending));
    NO_COLUMNS.addEventListener('change', () => this.#reachable());
    this.#reachable();
  }

  /** As the server and the address say it; empty for the usual order. */
  get wire() {
    return this.column === USUAL && !this.descending ? '' : `${this.descending ? BACKWARDS : ''}${this.column}`;
  }

  /** Takes what the address says; what is no order is the usual one. @param {string} wire */
  read(wire) {
    const column = wire.replace(BACKWARDS, '');
    const isKnown = this.heads.some(({ dataset }) => dataset.sort === column);
    this.column = isKnown ? column : USUAL;
    this.descending = isKnown && wire.startsWith(BACKWARDS);
    this.#show();
  }

  /** Whether machines stand at sites at all. @param {boolean} hasSites */
  offerSites(hasSites) {
    this.columns.querySelector('[value="site"]').hidden = !hasSites;
  }

  #choose(column) {
    this.#set(column, column === this.column ? !this.descending : HIGHEST_FIRST.has(column));
  }

  #set(column, descending) {
    this.column = column;
    this.descending = descending;
    this.#show();
    this.changed();
  }

  #show() {
    const order = this.descending ? 'descending' : 'ascending';
    for (const head of this.heads) {
      const place = head.parentElement;
      if (head.dataset.sort === this.column) {
        place.setAttribute('aria-sort', order);
      } else {
        place.removeAttribute('aria-sort');
      }
    }
    this.root.dataset.sort = this.column;
    this.columns.value = this.column;
    this.turn.setAttribute('aria-pressed', String(this.descending));
  }

  #reachable() {
    this.heads.forEach((head) => {
      head.tabIndex = NO_COLUMNS.matches ? -1 : 0;
    });
  }
}
