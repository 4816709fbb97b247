import { clock, span } from '../say/time.js';
import { whole } from '../say/number.js';
import { element } from '../shared/element.js';
import { word } from '../say/words.js';

const GOOD = new Set(['running', 'there', 'succeeded']);

/** What the environment has and how it is doing, as the worker saw it last. */
export class StatusSheet {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.panel = root.querySelector('#status');
    this.head = root.querySelector('#status-head');
    this.note = root.querySelector('#status-note');
    this.resources = root.querySelector('#resources');
    this.modules = root.querySelector('#modules');
    this.remarks = root.querySelector('#remarks');
    this.drawn = '';
  }

  /** The rows are made anew only when the worker has looked again. */
  draw({ now, status }) {
    this.panel.hidden = status === undefined;
    if (status === undefined || this.drawn === status.at) {
      return;
    }
    this.drawn = status.at;
    this.head.textContent = word('status.environment', { environment: status.environment, target: status.target });
    this.note.textContent = word('status.seen', { gateway: lag(status.gateway), time: clock(Date.parse(status.at), now) });
    fill(this.resources, status.resources.map(({ name, state, since, restarts }) => [
      { text: name },
      { text: state, good: GOOD.has(state.toLowerCase()) },
      { text: since ? span(Math.max(0, now - Date.parse(since))) : '–', number: true },
      { text: restarts === null ? '–' : whole(restarts), number: true },
    ]));
    fill(this.modules, status.modules.map(({ device, name, state, connected, model, restarts }) => [
      { text: `${device}/${name}` },
      { text: state, good: GOOD.has(state) },
      { text: word(connected ? 'status.yes' : 'status.no'), good: connected },
      { text: model ?? '–' },
      { text: whole(restarts), number: true },
    ]));
    this.remarks.replaceChildren(...status.remarks.map((remark) => element('li', remark)));
  }
}

function lag(gateway) {
  if (!gateway) {
    return word('status.notAsked');
  }
  const behind = gateway.lagRecords === null ? word('status.lagUnknown') : word('status.lag', { records: whole(gateway.lagRecords) });
  return word(gateway.ready ? 'status.ready' : 'status.notReady', { lag: behind });
}

function fill(table, rows) {
  table.hidden = rows.length === 0;
  table.tBodies[0].replaceChildren(...rows.map((cells) => {
    const row = document.createElement('tr');
    row.append(...cells.map(cell));
    return row;
  }));
}

function cell({ text, good, number }) {
  const place = element('td', text);
  if (number) {
    place.className = 'num';
  }
  if (good !== undefined) {
    place.dataset.good = good;
  }
  return place;
}
