import { askedFor, cameOf } from '../say/command.js';
import { clock, span } from '../say/time.js';
import { say } from '../say/text.js';
import { mayOperate } from '../shared/session.js';
import { word } from '../say/words.js';
import { call } from '../shared/call.js';
import { apiPath } from './path.js';

const EVERY = 10_000;
const CALM = 150;
/** As the log of what people decide has it. */
const LINK_REVOKED = 'link taken back';
const MARKS = { alarm: '!', label: 'L', model: 'M', deployment: 'D', note: '✎', maintenance: 'W', command: '›', link: '∞' };

/** What happened in the time that the charts show, as marks on an axis of their own above them. */
export class EventStrip {
  /**
   * @param {HTMLElement} place
   * @param {string} machine `device/machine`
   * @param {import('./view.js').View} view
   * @param {(event: object) => void} edit called when a comment is to be changed
   */
  constructor(place, machine, view, edit) {
    this.place = place;
    this.list = place.querySelector('ol');
    this.detail = place.querySelector('.event-detail');
    this.change = place.querySelector('.event-change');
    this.path = `${apiPath(machine)}/events`;
    this.view = view;
    this.events = [];
    this.chosen = null;
    this.timer = 0;
    this.under = new AbortController();
    this.list.addEventListener('focusin', ({ target }) => this.#choose(target));
    this.list.addEventListener('pointerover', ({ target }) => this.#choose(target));
    this.list.addEventListener('keydown', (event) => this.#key(event));
    this.change.addEventListener('click', () => edit(this.chosen));
  }

  /** The view has changed. */
  ask(calm = CALM) {
    this.slide();
    clearTimeout(this.timer);
    this.under.abort();
    this.under = new AbortController();
    this.timer = setTimeout(() => this.#fetch(), calm);
  }

  async #fetch() {
    const { signal } = this.under;
    const { from, to } = this.view.window();
    try {
      const query = new URLSearchParams({ from: Math.floor(from), to: Math.ceil(to) });
      const events = document.hidden ? this.events : await call(`${this.path}?${query}`, {}, signal);
      if (!signal.aborted) {
        this.#draw(events);
      }
    } catch {
      // the page says by itself that the server or the store is away; what is drawn stays
    }
    if (!signal.aborted) {
      this.timer = setTimeout(() => this.#fetch(), EVERY);
    }
  }

  #draw(events) {
    const same = JSON.stringify(events) === JSON.stringify(this.events);
    this.events = events;
    this.place.hidden = events.length === 0;
    if (!same) {
      const held = [...this.list.children].findIndex((item) => item.contains(document.activeElement));
      this.list.replaceChildren(...events.map(mark));
      this.#reachable(Math.max(0, held));
      if (held >= 0) {
        this.list.children[Math.min(held, events.length - 1)]?.firstElementChild.focus();
      }
      if (!this.events.includes(this.chosen)) {
        this.#tell(null);
      }
    }
    this.slide();
  }

  /** Time has passed, or the view has moved. */
  slide() {
    const { from, to } = this.view.window();
    const part = (time) => ((time - from) / (to - from)) * 100;
    this.events.forEach((event, i) => {
      const item = this.list.children[i];
      const begin = Math.max(0, part(event.from));
      const end = Math.min(100, part(event.to ?? to));
      item.hidden = end < 0 || begin > 100;
      item.style.left = `${begin}%`;
      item.style.width = `${Math.max(0, end - begin)}%`;
    });
  }

  #choose(target) {
    const item = target.closest('li');
    if (item) {
      this.#tell(this.events[[...this.list.children].indexOf(item)]);
    }
  }

  #tell(event) {
    this.chosen = event;
    say(this.detail, event ? said(event) : '');
    this.change.hidden = event?.kind !== 'note' || !mayOperate();
  }

  #key(event) {
    const step = event.shiftKey ? 0 : { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const buttons = [...this.list.querySelectorAll('li:not([hidden]) button')];
    const next = buttons[buttons.indexOf(document.activeElement) + step];
    if (step && next) {
      event.preventDefault();
      next.focus();
      this.#reachable([...this.list.children].indexOf(next.parentElement));
    }
  }

  /** One of them is on the way of the Tab key, arrows lead to the others. */
  #reachable(index) {
    [...this.list.children].forEach((item, i) => (item.firstElementChild.tabIndex = i === index ? 0 : -1));
  }
}

function mark(event) {
  const item = document.createElement('li');
  item.dataset.kind = event.kind;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = MARKS[event.kind];
  button.setAttribute('aria-label', said(event));
  item.append(button);
  return item;
}

/** In words. */
function said({ kind, from, to, what, by, comment, asked, said, opensUntil }) {
  const words = [when(word(`event.${kind}`), from, to), outcome({ kind, what, asked, opensUntil }), remark({ kind, comment, said })].filter(Boolean).join(': ');
  return by ? word('event.by', { words, by }) : words;
}

function when(kind, from, to) {
  if (to === null) {
    return word('event.since', { kind, time: clock(from) });
  }
  const at = { kind, time: clock(from), span: span(to - from) };
  return to - from <= 1 ? word('event.at', at) : word('event.lasted', at);
}

/** Labels are in their author's words, models have names. */
function outcome({ kind, what, asked, opensUntil }) {
  switch (kind) {
    case 'command':
      return askedFor(asked, what);
    case 'link':
      return link(what, opensUntil);
    case 'maintenance':
      return what && word('maintenance.site', { site: what });
    case 'deployment':
      return word(`event.outcome.${what}`);
    default:
      return what;
  }
}

/** What is written of it besides; a sentence's own end comes too early. */
function remark({ kind, comment, said }) {
  return kind === 'command' ? cameOf(said, comment).replace(/\.$/, '') : comment;
}

function link(what, opensUntil) {
  const became = word(what === LINK_REVOKED ? 'event.link.revoked' : 'event.link.made');
  return opensUntil ? word('event.link.until', { what: became, time: clock(opensUntil) }) : became;
}
