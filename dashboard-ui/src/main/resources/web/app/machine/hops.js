import { onHub } from '../hub/usage.js';
import { clock, lag, timeOfDay } from '../say/time.js';
import { word } from '../say/words.js';
import { pause } from '../shared/element.js';

const HOPS = ['reading', 'scored', 'hub', 'gateway', 'browser'];
const SLOW = 5000;
const SICK = ['slow', 'clock', 'silent', 'unknown', 'lost'];

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
    this.hub = null;
    this.drawn = null;
    this.places = new Map(HOPS.map((name) => [name, makeHop(list, word(`hop.${name}`))]));
    onHub((hub) => {
      this.hub = hub;
      this.drawn?.(); // what the hub refuses does not come as a frame
    });
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
    this.drawn = () => this.draw(machine, sentAt, roundTrip);
    for (const hop of machine.hops) {
      drawHop(this.places.get(hop.name), hop);
    }
    this.#drawHub();
    const gateway = machine.hops.at(-1).at;
    if (gateway !== this.gateway) {
      // the batch that was there when the page opened waited for the page, not on the way
      this.browserLag = this.gateway ? Math.max(0, sentAt - gateway) + roundTrip / 2 : null;
      this.gateway = gateway;
    }
    if (this.isConnected) {
      drawHop(this.places.get('browser'), this.#browser());
    }
    const text = summary(machine, this.browserLag ?? 0, this.hub);
    if (this.note.textContent !== text) {
      this.note.textContent = text;
    }
  }

  /** What the hub does to all machines is said where its data is late or missing. */
  #drawHub() {
    const refusing = this.hub?.warnings.find(({ refuses }) => refuses);
    if (refusing) {
      const { item, word: place } = this.places.get('hub');
      item.dataset.health = 'slow';
      place.textContent = word(refusing.kind === 'quota' ? 'hop.usedUp' : 'hop.throttled');
    }
  }

  #browser() {
    const lagMs = this.browserLag;
    const at = lagMs === null ? null : this.gateway + lagMs;
    return { at, lagMs, health: lagMs > SLOW ? 'slow' : 'fine' };
  }
}

function summary(machine, browserLag, hub) {
  const [reading, ...others] = machine.hops;
  if (machine.gatewaySilentSince) {
    return word('hops.silent', { time: clock(machine.gatewaySilentSince) });
  }
  if (hub?.warnings.some(({ kind, refuses }) => kind === 'quota' && refuses)) {
    return word('hops.usedUp', { time: timeOfDay(hub.resetsAt) });
  }
  if (!machine.online) {
    return word('hops.nothingSince', { time: clock(others.at(-1).at) });
  }
  const sick = others.find((hop) => hop.health === 'slow' || hop.health === 'clock');
  if (sick) {
    return word(sick.health === 'clock' ? 'hops.clockAhead' : 'hops.slowTo', { hop: word(`hop.${sick.name}`) });
  }
  const total = others.at(-1).at - reading.at + browserLag;
  return word('hops.total', { lag: lag(total) });
}

function makeHop(list, label) {
  const item = document.createElement('li');
  item.className = 'hop';
  const parts = Object.fromEntries(['lag', 'dot', 'name', 'time', 'word'].map((part) => [part, document.createElement('span')]));
  for (const [part, element] of Object.entries(parts)) {
    element.className = `hop-${part}`;
    item.append(element, pause());
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
  place.word.textContent = sickness(hop);
}

function sickness({ name, health }) {
  if (health === 'silent' && name === 'hub') {
    return word('hop.nothingArrives');
  }
  return SICK.includes(health) ? word(`hop.health.${health}`) : '';
}
