import { Row } from './row.js';

const OVERSCAN = 12;
const MOST_ROWS = 200;

/**
 * The list of machines. Only rows in and near the view exist; the server is asked for the others
 * when they come near.
 */
export class RowList {
  /**
   * @param {HTMLElement} root
   * @param {() => void} ask called when other rows are needed
   * @param {() => number} now the server's clock
   * @param {import('./chosen.js').Chosen} chosen
   */
  constructor(root, ask, now, chosen) {
    this.chosen = chosen;
    this.table = root.querySelector('#table');
    this.place = root.querySelector('#rows');
    this.template = document.getElementById('row');
    this.threshold = Number(root.dataset.threshold);
    this.ask = ask;
    this.now = now;
    /** @type {Map<string, Row>} */
    this.rows = new Map();
    this.offset = 0;
    this.limit = 40;
    this.matched = 0;
    addEventListener('scroll', () => this.#moved(), { passive: true });
    addEventListener('resize', () => this.#moved());
    this.place.addEventListener('keydown', (event) => this.#key(event));
  }

  /** Which rows are wanted. */
  window() {
    return { offset: this.offset, limit: this.limit };
  }

  /** Another filter: from the first row on. */
  restart() {
    this.offset = 0;
  }

  /**
   * @param {{matched: number, offset: number, order: string[], rows: object[]}} fleet
   */
  draw({ matched, offset, order, rows }) {
    this.matched = matched;
    const height = this.#rowHeight();
    this.place.style.height = `${matched * height}px`;
    this.table.setAttribute('aria-rowcount', String(matched + 1));
    const changed = new Map(rows.map((row) => [row.id, row]));
    const kept = new Set(order);
    for (const [id, row] of this.rows) {
      if (!kept.has(id)) {
        row.element.remove();
        this.rows.delete(id);
      }
    }
    order.forEach((id, i) => this.#drawRow(id, offset + i, height, changed.get(id)));
    this.#putInOrder(order);
    this.#moved();
  }

  #drawRow(id, index, height, state) {
    let row = this.rows.get(id);
    if (!row) {
      if (!state) {
        return;
      }
      row = new Row(this.template, id, this.threshold);
      this.chosen.show(row.choose);
      this.rows.set(id, row);
      this.place.append(row.element);
    }
    row.place(index, index * height);
    if (state) {
      row.draw(state, this.now());
    }
  }

  /**
   * The keyboard and screen readers go by the order of the elements. The row with the focus is not
   * moved, because that would take the focus away: the others are, around it.
   */
  #putInOrder(order) {
    const elements = order.map((id) => this.rows.get(id)?.element).filter((element) => element);
    const held = elements.findIndex((element) => element.contains(document.activeElement));
    this.#putBefore(null, elements.slice(held + 1));
    if (held > 0) {
      this.#putBefore(elements[held], elements.slice(0, held));
    }
  }

  #putBefore(end, elements) {
    let next = end;
    for (const element of elements.reverse()) {
      if (element.nextSibling !== next) {
        this.place.insertBefore(element, next);
      }
      next = element;
    }
  }

  /** Time has passed. */
  tick() {
    const now = this.now();
    this.rows.forEach((row) => row.tick(now));
  }

  #rowHeight() {
    return parseFloat(getComputedStyle(this.place).getPropertyValue('--row'));
  }

  #moved() {
    const height = this.#rowHeight();
    const top = -this.place.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(top / height));
    const seen = Math.ceil(innerHeight / height) + 1;
    const last = Math.min(this.matched, first + seen);
    const outside = first < this.offset || last > this.offset + this.limit;
    const near = first - this.offset < OVERSCAN / 3 && this.offset > 0;
    const far = this.offset + this.limit - last < OVERSCAN / 3 && this.offset + this.limit < this.matched;
    if (outside || near || far) {
      this.offset = Math.max(0, first - OVERSCAN);
      this.limit = Math.min(MOST_ROWS, seen + 2 * OVERSCAN);
      this.ask();
    }
  }

  /** Up and down go from row to row. */
  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const current = [...this.rows.values()].find((row) => row.link === document.activeElement);
    if (!step || !current) {
      return;
    }
    const next = [...this.rows.values()].find((row) => row.index === current.index + step);
    if (next) {
      event.preventDefault();
      next.link.focus();
    }
  }
}
