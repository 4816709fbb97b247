import { whole } from '../say/number.js';
import { clock } from '../say/time.js';
import { termOf } from '../shared/element.js';
import { word } from '../say/words.js';

const PLAIN = ['readings', 'batches'];
/** Those whose name does not say all. */
const EXPLAINED = ['scored', 'anomalousReadings', 'repeats', 'missing', 'late', 'future'];

/** The counters of a machine, and its model. */
export class Facts {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.note = root.querySelector('#model-note');
    const list = root.querySelector('#facts');
    this.places = new Map([
      ...PLAIN.map((name) => [name, makeFact(list, name, '')]),
      ...EXPLAINED.map((name) => [name, makeFact(list, name, word(`counter.${name}.meaning`))]),
    ]);
  }

  /** @param {object} machine */
  draw(machine) {
    this.places.forEach((place, name) => {
      place.textContent = whole(machine[name]);
    });
    const parts = [
      machine.model ? word('machine.model', { model: machine.model }) : word('machine.noModel'),
      machine.intervalMs && word('machine.every', { span: every(machine.intervalMs) }),
      word('machine.since', { time: clock(machine.firstEvent) }),
    ];
    this.note.textContent = parts.filter(Boolean).join(' · ');
  }
}

function every(ms) {
  return ms < 1000 ? word('time.ms', { number: whole(Math.round(ms)) }) : word('time.s', { number: whole(Number((ms / 1000).toPrecision(3))) });
}

function makeFact(list, name, meaning) {
  const pair = termOf(word(`counter.${name}`), '');
  pair.className = 'fact';
  pair.title = meaning;
  list.append(pair);
  return pair.lastElementChild;
}
