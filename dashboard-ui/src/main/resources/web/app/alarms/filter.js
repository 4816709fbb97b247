import { rememberedName } from './person.js';

/** What alarms are looked for; the page's address holds it, so a link shows the same. */
export class AlarmFilter {
  /**
   * @param {string} me the name of who is signed in; empty where nobody signs in
   * @param {() => void} changed
   */
  constructor(me, changed) {
    this.me = me;
    this.changed = changed;
    this.kind = document.getElementById('kind');
    this.search = document.getElementById('search');
    this.buttons = [...document.querySelectorAll('#states [data-state]')];
    this.only = document.getElementById('only');
    const asked = new URLSearchParams(location.search);
    this.machine = asked.get('machine') ?? '';
    this.state = this.buttons.some((button) => button.dataset.state === asked.get('state')) ? asked.get('state') : '';
    if ([...this.kind.options].some(({ value }) => value === asked.get('kind'))) {
      this.kind.value = asked.get('kind');
    }
    this.kind.addEventListener('change', () => this.#apply());
    this.search.addEventListener('input', () => this.#apply());
    this.buttons.forEach((button) => button.addEventListener('click', () => this.#choose(button.dataset.state)));
    this.only.querySelector('button').addEventListener('click', () => this.#all());
    this.#show();
  }

  /** As the API takes it: mine are the open ones that are given to me. */
  query() {
    return this.state === 'mine' ? this.#query({ state: 'open', assigned: this.me || rememberedName() || '–' }) : this.#query({ state: this.state });
  }

  #query(more) {
    const query = new URLSearchParams();
    const parts = { machine: this.machine, ...more, kind: this.kind.value, q: this.search.value.trim() };
    for (const [name, value] of Object.entries(parts)) {
      if (value) {
        query.set(name, value);
      }
    }
    return query;
  }

  #choose(state) {
    this.state = state;
    this.#apply();
  }

  #all() {
    this.machine = '';
    this.#apply();
  }

  #apply() {
    this.#show();
    const query = this.#query({ state: this.state });
    history.replaceState(null, '', query.size ? `?${query}` : location.pathname);
    this.changed();
  }

  #show() {
    this.buttons.forEach((button) => button.setAttribute('aria-pressed', String(button.dataset.state === this.state)));
    this.only.hidden = this.machine === '';
    this.only.querySelector('strong').textContent = this.machine;
  }
}
