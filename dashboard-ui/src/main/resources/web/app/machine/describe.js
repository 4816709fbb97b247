import { rememberedName, rememberName } from '../alarms/person.js';
import { say } from '../say/text.js';
import { call, send } from '../shared/call.js';
import { element } from '../shared/element.js';
import { word } from '../say/words.js';
import { apiPath } from './path.js';

const TEXTS = ['name', 'unit'];
const LIMITS = ['low', 'high'];
const LENGTHS = { name: 80, unit: 20 };

/** What the machine and its signals are called, and their limits, for an admin to change. */
export class DescribeForm {
  /**
   * @param {HTMLElement} root
   * @param {() => void} asked called when something was asked for
   */
  constructor(root, asked) {
    this.place = root.querySelector('#describe');
    if (!this.place) {
      return;
    }
    this.asker = root.querySelector('#asker');
    this.asked = asked;
    this.path = `${apiPath(root.dataset.machine)}/description`;
    this.form = this.place.querySelector('form');
    /** Not to be written into before what is known is there: saving takes the place of all of it. */
    this.whole = this.form.querySelector('fieldset');
    this.rows = this.place.querySelector('tbody');
    this.said = this.place.querySelector('[role="status"]');
    /** Offered where somebody else has changed it meanwhile; what is written here is then gone. */
    this.newer = this.place.querySelector('.describe-newer');
    this.newer.addEventListener('click', () => {
      say(this.said, '');
      this.#read();
    });
    /** @type {Map<string, Record<string, HTMLInputElement>>} */
    this.fields = new Map();
    this.place.addEventListener('toggle', () => this.#opened());
    this.#opened(); // it may have been opened before this script came
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  /**
   * Makes the rows of signals that are new.
   * @param {{signals: string[], units?: Array<string | null>}} machine
   */
  signals({ signals, units }) {
    if (!this.place) {
      return;
    }
    for (const signal of signals) {
      if (!this.fields.has(signal)) {
        this.#addRow(signal);
        this.#fill(signal);
      }
    }
    units?.forEach((unit, index) => {
      this.fields.get(signals[index]).unit.placeholder = unit ?? '';
    });
  }

  #addRow(signal) {
    const row = document.createElement('tr');
    const head = element('th', signal);
    head.scope = 'row';
    row.append(head);
    const fields = {};
    for (const name of [...TEXTS, ...LIMITS]) {
      const field = document.createElement('input');
      field.setAttribute('aria-label', word(`describe.${name}`, { signal }));
      if (LIMITS.includes(name)) {
        field.type = 'number';
        field.step = 'any';
      } else {
        field.maxLength = LENGTHS[name];
      }
      fields[name] = field;
      const cell = document.createElement('td');
      cell.append(field);
      row.append(cell);
    }
    this.fields.set(signal, fields);
    this.rows.append(row);
  }

  #opened() {
    if (this.place.open) {
      this.#read();
    }
  }

  async #read() {
    this.whole.disabled = true;
    this.newer.hidden = true;
    try {
      this.known = await call(this.path);
    } catch (problem) {
      say(this.said, problem.message);
      return;
    }
    for (const name of ['name', 'site', 'line']) {
      this.form.elements[name].value = this.known[name] ?? '';
    }
    this.signals({ signals: Object.keys(this.known.signals ?? {}) });
    this.fields.forEach((_, signal) => this.#fill(signal));
    this.whole.disabled = false;
  }

  #fill(signal) {
    const known = this.known?.signals?.[signal] ?? {};
    for (const [name, field] of Object.entries(this.fields.get(signal))) {
      field.value = known[name] ?? '';
    }
  }

  #described() {
    const signals = {};
    for (const [signal, fields] of this.fields) {
      const said = {};
      for (const name of TEXTS) {
        said[name] = fields[name].value;
      }
      for (const name of LIMITS) {
        said[name] = fields[name].value === '' ? null : Number(fields[name].value);
      }
      signals[signal] = said;
    }
    const { name, site, line } = this.form.elements;
    return { name: name.value, site: site.value, line: line.value, signals, version: this.known.version };
  }

  async #send() {
    const by = this.asker?.value.trim() || rememberedName();
    rememberName(by);
    say(this.said, word('describe.saving'));
    try {
      const { asked } = await send('PUT', this.path, { ...this.#described(), by });
      this.known.version = asked.version;
      this.newer.hidden = true;
      say(this.said, word('describe.askedFor'));
    } catch (problem) {
      this.#refused(problem);
    }
    this.asked();
  }

  #refused(problem) {
    const isOld = problem.parameter === 'version';
    this.newer.hidden = !isOld;
    if (isOld) {
      say(this.said, problem.by ? word('describe.changedBy', { by: problem.by }) : word('describe.changed'));
    } else {
      say(this.said, problem.message);
    }
  }
}
