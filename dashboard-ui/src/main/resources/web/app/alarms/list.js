import { AlarmRow } from './row.js';

/** Alarms in the order in which the server gives them. Rows stay, and stay open, while they are in it. */
export class AlarmList {
  /**
   * @param {HTMLElement} root
   * @param {(path: string, body: object) => Promise<void>} send
   */
  constructor(root, send) {
    this.place = root.querySelector('[data-alarms]');
    this.nothing = root.querySelector('[data-no-alarms]');
    this.template = document.getElementById('alarm');
    this.send = send;
    /** @type {Map<string, AlarmRow>} */
    this.rows = new Map();
  }

  draw({ now, alarms }) {
    const wanted = new Set(alarms.map((alarm) => alarm.id));
    for (const [id, row] of this.rows) {
      if (!wanted.has(id)) {
        row.element.remove();
        this.rows.delete(id);
      }
    }
    let next = this.place.firstElementChild;
    for (const alarm of alarms) {
      const row = this.rows.get(alarm.id) ?? this.#make(alarm);
      row.draw(alarm, now);
      if (row.element === next) {
        next = next.nextElementSibling;
      } else {
        this.place.insertBefore(row.element, next);
      }
    }
    if (this.nothing) {
      this.nothing.hidden = alarms.length > 0;
    }
  }

  #make(alarm) {
    const row = new AlarmRow(this.template, alarm, this.send);
    this.rows.set(alarm.id, row);
    return row;
  }
}
