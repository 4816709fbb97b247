import { machinePath } from '../fleet/path.js';
import { measured, percent, score } from '../say/number.js';
import { say } from '../say/text.js';
import { ago, clock, span } from '../say/time.js';
import { word } from '../say/words.js';
import { element, termOf } from '../shared/element.js';
import { CareForm } from './care.js';
import { called, findingOf, historyOf } from './called.js';
import { LabelForm } from './form.js';

const MINUTE = 60_000;

/** One alarm: a line that opens to everything known of it, and to what a person says about it. */
export class AlarmRow {
  /**
   * @param {HTMLTemplateElement} template
   * @param {object} alarm
   * @param {(path: string, body: object, method?: string) => Promise<void>} send
   */
  constructor(template, alarm, send) {
    this.element = template.content.firstElementChild.cloneNode(true);
    this.element.dataset.alarm = alarm.id;
    const part = (name) => this.element.querySelector(`.alarm-${name}`);
    const names = ['machine', 'device', 'state', 'kind', 'signals', 'peak', 'lasted', 'verdict', 'list', 'seen', 'quiet', 'findings', 'chart', 'acknowledge', 'versions'];
    this.parts = Object.fromEntries(names.map((name) => [name, part(name)]));
    this.mark = part('mark').querySelector('use');
    this.time = this.element.querySelector('time');
    const sendMine = (what, body, method) => send(`${encodeURIComponent(alarm.id)}/${what}`, body, method);
    this.form = new LabelForm(part('form'), part('acknowledge'), sendMine);
    this.care = new CareForm(part('care'), part('form').elements.by, sendMine);
  }

  draw(alarm, now) {
    const isOpen = alarm.cleared === undefined;
    this.element.dataset.open = isOpen;
    say(this.parts.machine, alarm.name ?? alarm.machine);
    say(this.parts.device, [alarm.site, alarm.line].filter(Boolean).join(' · ') || alarm.device);
    this.parts.machine.parentElement.title = `${alarm.device}/${alarm.machine}`;
    this.element.dataset.quiet = alarm.shelved !== undefined || alarm.maintenance !== undefined;
    this.mark.setAttribute('href', isOpen ? '#i-anomalous' : '#i-normal');
    say(this.parts.state, word(stateOf(alarm)));
    say(this.parts.kind, word(`alarm.kind.${alarm.kind}`));
    this.parts.kind.dataset.severity = alarm.severity;
    say(this.parts.signals, signalsOf(alarm));
    say(this.parts.peak, alarm.kind === 'anomaly' ? score(alarm.peak) : '');
    say(this.time, `${clock(alarm.first, now)} (${ago(now - alarm.first)})`);
    this.time.dateTime = new Date(alarm.first).toISOString();
    say(this.parts.lasted, word('alarm.lasted', { span: span(endOf(alarm, now) - alarm.first) }));
    this.#drawVerdict(alarm);
    this.#drawFacts(alarm, now);
    this.#drawHistory(alarm.history ?? [], now);
    this.form.draw(alarm.label);
    this.care.draw(alarm);
  }

  #drawVerdict({ label }) {
    const text = label ? called(label.label) : word('label.none');
    say(this.parts.verdict, text);
    this.parts.verdict.dataset.verdict = label?.label ?? '';
  }

  #drawFacts(alarm, now) {
    const id = alarm.name ? [[word('alarm.id'), `${alarm.device}/${alarm.machine}`]] : [];
    const facts = [...id, ...timesOf(alarm, now), [word('alarm.severity'), word(`alarm.severity.${alarm.severity}`)]];
    if (alarm.kind === 'anomaly') {
      facts.push([word('alarm.peak'), measured(alarm.peak)], [word('alarm.model'), alarm.model ?? word('alarm.notKnown')]);
    }
    const findings = (alarm.findings ?? []).map((finding) => findingOf(alarm, finding, now));
    const shown = JSON.stringify([facts, findings]);
    if (this.shown !== shown) {
      this.shown = shown;
      this.parts.list.replaceChildren(...facts.map(([name, value]) => termOf(name, value)));
      this.parts.findings.replaceChildren(...findings.map((text) => element('li', text)));
    }
    this.#drawCare(alarm, now);
    this.parts.chart.href = `${machinePath(alarm.device, alarm.machine)}?${around(alarm, now)}`;
  }

  #drawCare(alarm, now) {
    const { acknowledged, assigned } = alarm;
    const seen = [];
    if (assigned) {
      seen.push(word('alarm.assignedBy', { to: assigned.to, name: assigned.by }));
    }
    if (acknowledged) {
      seen.push(word('alarm.acknowledgedBy', { name: acknowledged.by, time: clock(acknowledged.at, now) }));
    }
    say(this.parts.seen, seen.join(' '));
    say(this.parts.quiet, quietOf(alarm, now));
    this.parts.acknowledge.hidden = acknowledged !== undefined || alarm.cleared !== undefined;
  }

  #drawHistory(history, now) {
    const told = JSON.stringify(history);
    if (this.told !== told) {
      this.told = told;
      this.parts.versions.replaceChildren(...[...history].reverse().map((each) => line(each, now)));
    }
  }
}

/** The time of an alarm with some before and after it, at most until now. */
function around({ first, last, cleared }, now) {
  const end = cleared ?? last;
  const room = Math.max(MINUTE, (end - first) / 4);
  const iso = (at) => new Date(Math.round(at)).toISOString();
  return new URLSearchParams({ from: iso(first - room), to: iso(Math.min(end + room, now)) });
}

/** Silence goes on until it is broken; all else is known as far as it was seen. */
function endOf({ kind, last, cleared }, now) {
  return kind === 'offline' ? (cleared ?? now) : last;
}

function stateOf({ cleared, shelved, maintenance, acknowledged }) {
  if (shelved !== undefined) {
    return 'alarm.shelved';
  }
  if (cleared !== undefined) {
    return 'alarm.cleared';
  }
  if (maintenance !== undefined) {
    return 'alarm.maintenance';
  }
  return acknowledged ? 'alarm.acknowledged' : 'alarm.open';
}

function signalsOf({ shares = [], findings = [], signals = {} }) {
  const name = (signal) => signals[signal] ?? signal;
  return [...shares.map(({ signal, share }) => `${name(signal)} ${percent(share)}`), ...findings.map(({ signal }) => name(signal))].join(', ');
}

function timesOf({ kind, first, raised, last, cleared }, now) {
  const came = [word('alarm.raised'), clock(raised, now)];
  const over = [word('alarm.cleared'), cleared === undefined ? word('alarm.notYet') : clock(cleared, now)];
  if (kind === 'offline') {
    return [[word('alarm.heard'), clock(first, now)], came, over];
  }
  const [begin, end] = kind === 'anomaly' ? ['alarm.first', 'alarm.last'] : ['alarm.since', 'alarm.until'];
  return [[word(begin), clock(first, now)], came, [word(end), clock(last, now)], over];
}

function quietOf({ shelved, maintenance }, now) {
  const parts = [];
  if (shelved) {
    const said = word('alarm.shelvedBy', { name: shelved.by, time: clock(shelved.until, now) });
    parts.push(`${said}${shelved.comment ? ` ${shelved.comment}` : ''}`);
  }
  if (maintenance) {
    const said = word('alarm.inMaintenance');
    parts.push(`${said}${maintenance.reason ? ` ${maintenance.reason}` : ''}`);
  }
  return parts.join(' · ');
}

function line(said, now) {
  const item = document.createElement('li');
  const by = word('label.by', { name: said.by, time: clock(said.at, now) });
  const rest = element('span', ` ${by}${said.component ? `, ${said.component}` : ''} · ${word(said.archived ? 'label.archived' : 'label.notArchived')}`);
  rest.className = 'muted';
  item.append(element('strong', historyOf(said, now)), rest);
  if (said.comment) {
    item.append(element('p', said.comment));
  }
  return item;
}
