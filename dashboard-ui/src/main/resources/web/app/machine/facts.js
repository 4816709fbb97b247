import { whole } from '../say/number.js';
import { clock } from '../say/time.js';
import { termOf } from '../shared/element.js';

const COUNTERS = [
  ['readings', 'Readings', ''],
  ['batches', 'Batches', ''],
  ['scored', 'Scored', 'Readings that a model has scored'],
  ['anomalousReadings', 'Anomalous', 'Readings at or above the model’s threshold'],
  ['repeats', 'Repeats', 'Batches that came again, and were not counted again'],
  ['missing', 'Missing', 'Batches whose number has not arrived'],
  ['late', 'Late', 'Readings too old for every rollup'],
  ['future', 'Ahead', 'Readings too far ahead of the clock'],
];

/** The counters of a machine, and its model. */
export class Facts {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.note = root.querySelector('#model-note');
    const list = root.querySelector('#facts');
    this.places = new Map(COUNTERS.map(([name, label, meaning]) => [name, makeFact(list, label, meaning)]));
  }

  /** @param {object} machine */
  draw(machine) {
    this.places.forEach((place, name) => {
      place.textContent = whole(machine[name]);
    });
    const model = machine.model ? `Model ${machine.model}` : 'No model';
    const cadence = machine.intervalMs ? ` · a reading every ${every(machine.intervalMs)}` : '';
    this.note.textContent = `${model}${cadence} · since ${clock(machine.firstEvent)}`;
  }
}

function every(ms) {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Number((ms / 1000).toPrecision(3))} s`;
}

function makeFact(list, label, meaning) {
  const pair = termOf(label, '');
  pair.className = 'fact';
  pair.title = meaning;
  list.append(pair);
  return pair.lastElementChild;
}
