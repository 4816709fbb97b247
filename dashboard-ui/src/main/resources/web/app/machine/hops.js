import { clock, lag } from '../say/time.js';

const HOPS = { reading: 'Reading', scored: 'Scored', hub: 'Hub', gateway: 'Gateway', browser: 'Browser' };
const SLOW = 5000;
const SICK = { slow: 'slow', clock: 'clock is wrong', silent: 'silent', unknown: 'not timed', lost: 'not connected' };

/** The way of the newest batch from the machine to this page, with the lag of each hop. */
export class HopStrip {
  /**
   * @param {HTMLOListElement} list
   * @param {HTMLElement} note
   */
  constructor(list, note) {
    this.note = note;
    this.isConnected = true;
    this.gateway = 0;
    this.browserLag = null;
    this.places = new Map(Object.entries(HOPS).map(([name, label]) => [name, makeHop(list, label)]));
  }

  /** Whether this page hears the server. */
  connected(isConnected) {
    this.isConnected = isConnected;
    if (!isConnected) {
      drawHop(this.places.get('browser'), { at: null, lagMs: null, health: 'lost' });
    }
  }

  /**
   * @param {object} machine
   * @param {number} sentAt when the server sent its newest frame
   * @param {number} roundTrip from a frame to its acknowledgement
   */
  draw(machine, sentAt, roundTrip) {
    for (const hop of machine.hops) {
      drawHop(this.places.get(hop.name), hop);
    }
    const gateway = machine.hops.at(-1).at;
    if (gateway !== this.gateway) {
      // the batch that was there when the page opened waited for the page, not on the way
      this.browserLag = this.gateway ? Math.max(0, sentAt - gateway) + roundTrip / 2 : null;
      this.gateway = gateway;
    }
    if (this.isConnected) {
      drawHop(this.places.get('browser'), this.#browser());
    }
    const text = summary(machine, this.browserLag ?? 0);
    if (this.note.textContent !== text) {
      this.note.textContent = text;
    }
  }

  #browser() {
    const lagMs = this.browserLag;
    const at = lagMs === null ? null : this.gateway + lagMs;
    return { at, lagMs, health: lagMs > SLOW ? 'slow' : 'fine' };
  }
}

function summary(machine, browserLag) {
  const [reading, ...others] = machine.hops;
  if (machine.gatewaySilentSince) {
    return `The gateway has not written since ${clock(machine.gatewaySilentSince)}`;
  }
  if (!machine.online) {
    return `Nothing arrives since ${clock(others.at(-1).at)}`;
  }
  const sick = others.find((hop) => hop.health === 'slow' || hop.health === 'clock');
  if (sick) {
    return sick.health === 'clock' ? `The clock before “${HOPS[sick.name]}” is ahead` : `Slow on the way to “${HOPS[sick.name]}”`;
  }
  const total = others.at(-1).at - reading.at + browserLag;
  return `${lag(total)} from reading to browser`;
}

function makeHop(list, label) {
  const item = document.createElement('li');
  item.className = 'hop';
  const parts = Object.fromEntries(['lag', 'dot', 'name', 'time', 'word'].map((part) => [part, document.createElement('span')]));
  for (const [part, element] of Object.entries(parts)) {
    element.className = `hop-${part}`;
    item.append(element);
  }
  parts.dot.setAttribute('aria-hidden', 'true');
  parts.name.textContent = label;
  list.append(item);
  return { item, ...parts };
}

function drawHop(place, hop) {
  place.item.dataset.health = hop.health;
  place.lag.textContent = hop.lagMs == null ? '' : lag(hop.lagMs);
  place.time.textContent = hop.at ? clock(hop.at) : '–';
  place.word.textContent = hop.health === 'silent' && hop.name === 'hub' ? 'nothing arrives' : (SICK[hop.health] ?? '');
}
