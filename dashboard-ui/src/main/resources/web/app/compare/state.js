import { word } from '../say/words.js';

const MOST = 6;

/** What is compared, as the address holds it. */
export class Compared {
  /** @param {() => void} changed called at every change */
  constructor(changed) {
    const asked = new URLSearchParams(location.search);
    /** @type {string[]} `device/machine`, without repeats */
    this.machines = [...new Set(asked.getAll('machine'))].filter(isMachine).slice(0, MOST);
    this.signal = asked.get('signal') ?? '';
    this.layout = asked.get('layout') === 'stacked' ? 'stacked' : 'overlay';
    /** How far back the same machines are shown once more, such as `24h`; empty for not at all. */
    this.shift = /^\d{1,4}h$/.test(asked.get('shift') ?? '') ? asked.get('shift') : '';
    this.changed = changed;
  }

  /** @returns {string} what is wrong with it, as a sentence; empty when nothing is */
  add(machine) {
    if (!isMachine(machine)) {
      return word('compare.form');
    }
    if (this.machines.includes(machine)) {
      return word('compare.already', { machine });
    }
    if (this.machines.length === MOST) {
      return word('compare.most', { most: MOST });
    }
    this.machines.push(machine);
    this.#keep();
    return '';
  }

  remove(machine) {
    this.machines = this.machines.filter((each) => each !== machine);
    this.#keep();
  }

  /** @param {{signal?: string, layout?: string, shift?: string}} choice */
  choose(choice) {
    Object.assign(this, choice);
    this.#keep();
  }

  /** Milliseconds. */
  shiftMs() {
    return this.shift ? parseInt(this.shift, 10) * 3_600_000 : 0;
  }

  #keep() {
    const url = new URL(location.href);
    url.searchParams.delete('machine');
    this.machines.forEach((machine) => url.searchParams.append('machine', machine));
    for (const name of ['signal', 'layout', 'shift']) {
      url.searchParams.set(name, this[name]);
    }
    if (!this.shift) {
      url.searchParams.delete('shift');
    }
    history.replaceState(null, '', url);
    this.changed();
  }
}

function isMachine(text) {
  return /^[^/]+\/[^/]+$/.test(text);
}
