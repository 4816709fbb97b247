import { offerName, rememberName } from '../alarms/person.js';
import { say } from '../say/text.js';
import { clock } from '../say/time.js';
import { word } from '../say/words.js';
import { send } from '../shared/call.js';
import { element } from '../shared/element.js';
import { poll } from '../shared/poll.js';

const POLL = 10_000;
const OVER_SHOWN = 3;

/** Maintenance windows, and what sets and ends them. */
export class MaintenancePanel {
  /**
   * @param {HTMLElement} root
   * @param {import('../live/notice.js').Notice} notice
   * @param {(running: object | undefined) => void} [tell] the window that is running
   */
  constructor(root, notice, tell = () => {}) {
    this.machine = root.dataset.machine;
    this.list = root.querySelector('#windows');
    this.nothing = root.querySelector('#no-windows');
    this.form = root.querySelector('#window-form');
    this.fields = this.form.elements;
    this.said = root.querySelector('#window-said');
    this.mayEnd = !this.form.querySelector('[type="submit"]').disabled;
    this.tell = tell;
    if (!this.fields.by.readOnly) {
      offerName(this.fields.by);
    }
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#set();
    });
    const query = this.machine ? `?machine=${encodeURIComponent(this.machine)}` : '';
    this.look = poll(`/api/maintenance${query}`, POLL, notice, (windows) => this.#draw(windows), 'maintenance');
  }

  #draw(windows) {
    const current = ['running', 'planned'].flatMap((wanted) => windows.filter(({ state }) => state === wanted));
    const over = windows.filter(({ state }) => state === 'over').slice(0, OVER_SHOWN);
    const shown = [...current, ...over];
    const drawn = JSON.stringify(shown);
    this.tell(current.find(({ state }) => state === 'running'));
    this.nothing.hidden = current.length > 0;
    if (this.drawn !== drawn) {
      this.drawn = drawn;
      this.list.replaceChildren(...shown.map((window) => this.#line(window)));
    }
  }

  #line(window) {
    const line = document.createElement('li');
    line.className = 'window';
    line.dataset.state = window.state;
    const state = element('span', word(`maintenance.${window.state}`));
    state.className = 'window-state';
    const time = element('span', `${clock(window.from)} – ${clock(window.to)}`);
    time.className = 'num';
    const by = element('span', window.by);
    by.className = 'muted';
    const about = element('strong', window.machine ? (window.name ?? window.machine) : word('maintenance.site', { site: window.site }));
    about.title = window.machine ?? '';
    line.append(state, about, time, element('span', window.reason ?? ''), by);
    if (this.mayEnd && window.state !== 'over') {
      const end = element('button', word(window.state === 'running' ? 'maintenance.end' : 'maintenance.withdraw'));
      end.type = 'button';
      end.className = 'button';
      end.addEventListener('click', () => this.#end(window));
      line.append(end);
    }
    return line;
  }

  #set() {
    const { scope, of, from, to, reason } = this.fields;
    const about = this.machine ? { machine: this.machine } : { [scope.value]: of.value.trim() };
    const time = (field) => (field.value ? new Date(field.value).toISOString() : undefined);
    return this.#put({ ...about, from: time(from), to: time(to), reason: reason.value }, () => {
      from.value = '';
      to.value = '';
      reason.value = '';
    });
  }

  #end({ machine, site, from, reason }) {
    if (!this.fields.by.value.trim()) {
      this.form.closest('details').open = true;
      this.fields.by.reportValidity();
      return undefined;
    }
    return this.#put({ machine, site, from: String(from), reason }, () => {});
  }

  async #put(body, done) {
    const by = this.fields.by.value.trim();
    if (!this.fields.by.readOnly) {
      rememberName(by);
    }
    say(this.said, word('alarm.saving'));
    try {
      await send('PUT', '/api/maintenance', { ...body, by });
      say(this.said, word('alarm.saved'));
      done();
      await this.look();
    } catch (problem) {
      say(this.said, problem.message);
    }
  }
}
