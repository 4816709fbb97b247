import { machinePath } from '../fleet/path.js';
import { measured, percent, score } from '../say/number.js';
import { say } from '../say/text.js';
import { ago, clock, span } from '../say/time.js';
import { termOf } from '../shared/element.js';
import { LabelForm } from './form.js';
import { word } from '../say/words.js';

const MINUTE = 60_000;
/** What those are called of which more is known than their name. */
const VERDICTS = { 'real fault': 'label.real', 'false alarm': 'label.false' };

/** One alarm: a line that opens to everything known of it, and to what a person says about it. */
export class AlarmRow {
  /**
   * @param {HTMLTemplateElement} template
   * @param {object} alarm
   * @param {(path: string, body: object) => Promise<void>} send
   */
  constructor(template, alarm, send) {
    this.element = template.content.firstElementChild.cloneNode(true);
    this.element.dataset.alarm = alarm.id;
    const part = (name) => this.element.querySelector(`.alarm-${name}`);
    const names = ['machine', 'device', 'state', 'signals', 'peak', 'lasted', 'verdict', 'list', 'seen', 'chart', 'acknowledge', 'versions'];
    this.parts = Object.fromEntries(names.map((name) => [name, part(name)]));
    this.mark = part('mark').querySelector('use');
    this.time = this.element.querySelector('time');
    this.form = new LabelForm(part('form'), part('acknowledge'), (what, body) => send(`${encodeURIComponent(alarm.id)}/${what}`, body));
  }

  draw(alarm, now) {
    const isOpen = alarm.cleared === undefined;
    this.element.dataset.open = isOpen;
    say(this.parts.machine, alarm.name ?? alarm.machine);
    say(this.parts.device, [alarm.site, alarm.line].filter(Boolean).join(' · ') || alarm.device);
    this.mark.setAttribute('href', isOpen ? '#i-anomalous' : '#i-normal');
    say(this.parts.state, word(isOpen ? (alarm.acknowledged ? 'alarm.acknowledged' : 'alarm.open') : 'alarm.cleared'));
    say(this.parts.signals, (alarm.shares ?? []).map(({ signal, share }) => `${signal} ${percent(share)}`).join(', '));
    say(this.parts.peak, score(alarm.peak));
    say(this.time, `${clock(alarm.first, now)} (${ago(now - alarm.first)})`);
    this.time.dateTime = new Date(alarm.first).toISOString();
    say(this.parts.lasted, word('alarm.lasted', { span: span(alarm.last - alarm.first) }));
    this.#drawVerdict(alarm);
    this.#drawFacts(alarm, now);
    this.#drawVersions(alarm.versions ?? [], now);
    this.form.draw(alarm.label);
  }

  #drawVerdict({ label }) {
    const text = label ? called(label.label) : word('label.none');
    say(this.parts.verdict, text);
    this.parts.verdict.dataset.verdict = label?.label ?? '';
  }

  #drawFacts(alarm, now) {
    const facts = [
      [word('alarm.first'), clock(alarm.first, now)],
      [word('alarm.raised'), clock(alarm.raised, now)],
      [word('alarm.last'), clock(alarm.last, now)],
      [word('alarm.cleared'), alarm.cleared === undefined ? word('alarm.notYet') : clock(alarm.cleared, now)],
      [word('alarm.peak'), measured(alarm.peak)],
      [word('alarm.model'), alarm.model ?? word('alarm.notKnown')],
    ];
    const shown = JSON.stringify(facts);
    if (this.shown !== shown) {
      this.shown = shown;
      this.parts.list.replaceChildren(...facts.map(([name, value]) => termOf(name, value)));
    }
    const { acknowledged } = alarm;
    say(this.parts.seen, acknowledged ? word('alarm.acknowledgedBy', { name: acknowledged.by, time: clock(acknowledged.at, now) }) : '');
    this.parts.acknowledge.hidden = acknowledged !== undefined || alarm.cleared !== undefined;
    this.parts.chart.href = `${machinePath(alarm.device, alarm.machine)}?${around(alarm, now)}`;
  }

  #drawVersions(versions, now) {
    this.parts.versions.replaceChildren(...[...versions].reverse().map((version) => line(version, now)));
  }
}

/** The time of an alarm with some before and after it, at most until now. */
function around({ first, last, cleared }, now) {
  const end = cleared ?? last;
  const room = Math.max(MINUTE, (end - first) / 4);
  const iso = (at) => new Date(Math.round(at)).toISOString();
  return new URLSearchParams({ from: iso(first - room), to: iso(Math.min(end + room, now)) });
}

function called(label) {
  return VERDICTS[label] ? word(VERDICTS[label]) : label;
}

function line({ label, by, at, component, comment, archived }, now) {
  const item = document.createElement('li');
  const what = document.createElement('strong');
  const rest = document.createElement('span');
  what.textContent = called(label);
  const said = word('label.by', { name: by, time: clock(at, now) });
  rest.textContent = ` ${said}${component ? `, ${component}` : ''} · ${word(archived ? 'label.archived' : 'label.notArchived')}`;
  rest.className = 'muted';
  item.append(what, rest);
  if (comment) {
    const words = document.createElement('p');
    words.textContent = comment;
    item.append(words);
  }
  return item;
}
