import { clock, lag } from '../say/time.js';
import { say } from '../say/text.js';
import { word } from '../say/words.js';
import { element } from '../shared/element.js';

const ROWS = 40;

/**
 * What charts show as a table, for those who read it rather than see it. It is made when it is opened,
 * asked for again, or another time is shown; nothing in it moves by itself.
 */
export class ChartTable {
  /**
   * @param {HTMLDetailsElement} details
   * @param {() => {kinds: import('./kinds.js').Kind[], history: import('./history.js').History | null, window: {from: number, to: number} | null}} shown
   */
  constructor(details, shown) {
    this.details = details;
    this.shown = shown;
    this.note = details.querySelector('.table-tools span');
    this.head = details.querySelector('thead tr');
    this.body = details.querySelector('tbody');
    details.addEventListener('toggle', () => this.draw());
    details.querySelector('button').addEventListener('click', () => this.draw());
  }

  draw() {
    const { kinds, history, window } = this.shown();
    if (!this.details.open || !history || !window) {
      return;
    }
    const width = Math.max(history.width, Math.ceil((window.to - window.from) / ROWS / history.width) * history.width);
    say(this.note, word('table.of', { from: clock(window.from), to: clock(window.to), width: lag(width) }));
    this.head.replaceChildren(heading(word('table.time')), ...kinds.map(({ name, unit }) => heading(unit ? `${name} (${unit})` : name)));
    this.body.replaceChildren(...rowsOf(history, window, width).map(([start, buckets]) => row(start, buckets, kinds)));
  }
}

/** Buckets by stretches of one width, oldest first; stretches without any are left out. */
function rowsOf(history, { from, to }, width) {
  const rows = new Map();
  for (const start of history.starts()) {
    if (start + history.width > from && start < to) {
      const at = Math.floor(start / width) * width;
      rows.set(at, [...(rows.get(at) ?? []), history.buckets.get(start)]);
    }
  }
  return [...rows];
}

function row(start, buckets, kinds) {
  const made = document.createElement('tr');
  const time = heading(clock(start));
  time.scope = 'row';
  made.append(time, ...kinds.map((kind) => element('td', extent(kind, buckets))));
  return made;
}

/** From the lowest to the highest; of the score, whose lowest says nothing, the highest. */
function extent({ picks: [low, high], type, say: write }, buckets) {
  const known = (pick) => buckets.map(pick).filter(Number.isFinite);
  const highest = Math.max(...known(high));
  const lowest = type === 'score' ? highest : Math.min(...known(low));
  return lowest === highest || !Number.isFinite(highest) ? write(highest) : word('table.span', { low: write(lowest), high: write(highest) });
}

function heading(text) {
  const cell = element('th', text);
  cell.scope = 'col';
  return cell;
}
