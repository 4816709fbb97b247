import { whole } from '../say/number.js';
import { lag } from '../say/time.js';
import { machinePath } from './path.js';
import { word } from '../say/words.js';

const COUNTS = ['machines', 'online', 'anomalous', 'offline', 'unscored', 'normal'];
const HOPS = { scored: 'hop.edge', hub: 'hop.hub', gateway: 'hop.gateway' };

/** The figures on top of the fleet. */
export class Summary {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.counts = new Map(COUNTS.map((name) => [name, root.querySelector(`#count-${name}`)]));
    this.median = root.querySelector('#lag-median');
    this.worst = root.querySelector('#lag-worst');
    this.hops = root.querySelector('#lag-hops');
    this.places = new Map(Object.entries(HOPS).map(([name, key]) => [name, this.#hop(word(key))]));
  }

  #hop(label) {
    const pair = document.createElement('div');
    const term = document.createElement('dt');
    const value = document.createElement('dd');
    const sick = document.createElement('dd');
    term.textContent = label;
    sick.className = 'sick';
    pair.append(term, sick, value);
    this.hops.append(pair);
    return { value, sick };
  }

  /** The slowest machine, and the way to its page. */
  #drawWorst({ worst, worstName, worstMs }) {
    this.worst.hidden = !worst;
    if (worst) {
      const [device, machine] = worst.split('/');
      const link = this.worst.querySelector('a');
      link.textContent = worstName || worst;
      link.title = worst;
      link.href = machinePath(device, machine);
      this.worst.querySelector('span').textContent = lag(worstMs);
    }
  }

  /** @param {object} summary as the server sends it */
  draw(summary) {
    this.counts.forEach((place, name) => {
      place.textContent = whole(summary[name]);
      place.closest('.tile').dataset.count = summary[name];
    });
    this.median.textContent = lag(summary.lag.medianMs);
    this.#drawWorst(summary.lag);
    for (const hop of summary.lag.hops) {
      const { value, sick } = this.places.get(hop.name);
      value.textContent = lag(hop.medianMs);
      sick.textContent = hop.sick ? word('fleet.slow', { count: whole(hop.sick) }) : '';
    }
  }
}
