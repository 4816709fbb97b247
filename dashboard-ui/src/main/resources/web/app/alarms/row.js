import { machinePath } from '../fleet/path.js';
import { measured, score } from '../say/number.js';
import { say } from '../say/text.js';
import { ago, clock, span } from '../say/time.js';
import { element, termOf } from '../shared/element.js';
import { CareForm } from './care.js';
import { LabelForm } from './form.js';
import { findingOf, historyOf, KINDS, SEVERITIES, VERDICTS } from './words.js';

const MINUTE = 60_000;

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
    const names = ['machine', 'device', 'state', 'kind', 'signals', 'peak', 'lasted', 'verdict', 'list', 'seen', 'quiet', 'findings', 'chart', 'acknowledge', 'versions'];
    this.parts = Object.fromEntries(names.map((name) => [name, part(name)]));
    this.mark = part('mark').querySelector('use');
    this.time = this.element.querySelector('time');
    const sendMine = (what, body, method) => send(`${encodeURIComponent(alarm.id)}/${what}`, body, method);
    this.form = new LabelForm(part('form'), part('acknowledge'), sendMine);
    this.care = new CareForm(part('care'), part('form').elements.by, sendMine);
    say(this.parts.machine, alarm.machine);
    say(this.parts.device, alarm.device);
  }

  draw(alarm, now) {
    const isOpen = alarm.cleared === undefined;
    this.element.dataset.open = isOpen;
    this.mark.setAttribute('href', isOpen ? '#i-anomalous' : '#i-normal');
    this.element.dataset.quiet = alarm.shelved !== undefined || alarm.maintenance !== undefined;
    say(this.parts.state, stateOf(alarm));
    say(this.parts.kind, KINDS[alarm.kind] ?? alarm.kind);
    this.parts.kind.dataset.severity = alarm.severity;
    say(this.parts.signals, signalsOf(alarm));
    say(this.parts.peak, alarm.kind === 'anomaly' ? score(alarm.peak) : '');
    say(this.time, `${clock(alarm.first, now)} (${ago(now - alarm.first)})`);
    this.time.dateTime = new Date(alarm.first).toISOString();
    say(this.parts.lasted, `for ${span(alarm.last - alarm.first)}`);
    this.#drawVerdict(alarm);
    this.#drawFacts(alarm, now);
    this.#drawHistory(alarm.history ?? [], now);
    this.form.draw(alarm.label);
    this.care.draw(alarm);
  }

  #drawVerdict({ label }) {
    const text = label ? (VERDICTS[label.label] ?? label.label) : 'Not labelled';
    say(this.parts.verdict, text);
    this.parts.verdict.dataset.verdict = label?.label ?? '';
  }

  #drawFacts(alarm, now) {
    const facts = [...timesOf(alarm, now), ['Severity', SEVERITIES[alarm.severity] ?? alarm.severity]];
    if (alarm.kind === 'anomaly') {
      facts.push(['Highest score', measured(alarm.peak)], ['Model', alarm.model ?? 'not known']);
    }
    const shown = JSON.stringify(facts);
    if (this.shown !== shown) {
      this.shown = shown;
      this.parts.list.replaceChildren(...facts.map(([name, value]) => termOf(name, value)));
      this.parts.findings.replaceChildren(...(alarm.findings ?? []).map((finding) => element('li', findingOf(alarm.kind, finding, now))));
    }
    const { acknowledged, assigned } = alarm;
    const seen = acknowledged ? `${acknowledged.by} looks after it since ${clock(acknowledged.at, now)}.` : '';
    say(this.parts.seen, `${assigned ? `Given to ${assigned.to} by ${assigned.by}. ` : ''}${seen}`);
    say(this.parts.quiet, quietOf(alarm, now));
    this.parts.acknowledge.hidden = acknowledged !== undefined || alarm.cleared !== undefined;
    this.parts.chart.href = `${machinePath(alarm.device, alarm.machine)}?${around(alarm, now)}`;
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

function percent(share) {
  return `${Math.round(100 * share)}\u00a0%`;
}

function stateOf({ cleared, shelved, maintenance, acknowledged }) {
  if (shelved !== undefined) {
    return 'Shelved';
  }
  if (cleared !== undefined) {
    return 'Cleared';
  }
  if (maintenance !== undefined) {
    return 'Maintenance';
  }
  return acknowledged ? 'Looked after' : 'Open';
}

function signalsOf({ shares = [], findings = [] }) {
  return [...shares.map(({ signal, share }) => `${signal} ${percent(share)}`), ...findings.map(({ signal }) => signal)].join(', ');
}

function timesOf({ kind, first, raised, last, cleared }, now) {
  const over = ['Cleared', cleared === undefined ? 'not yet' : clock(cleared, now)];
  if (kind === 'offline') {
    return [['Last sign of life', clock(first, now)], ['Raised', clock(raised, now)], over];
  }
  const what = kind === 'anomaly' ? 'anomalous reading' : 'such reading';
  return [[`First ${what}`, clock(first, now)], ['Raised', clock(raised, now)], [`Last ${what}`, clock(last, now)], over];
}

function quietOf({ shelved, maintenance }, now) {
  const parts = [];
  if (shelved) {
    parts.push(`${shelved.by} shelved it until ${clock(shelved.until, now)}${shelved.comment ? `: ${shelved.comment}` : ''}.`);
  }
  if (maintenance) {
    parts.push(`Raised during maintenance${maintenance.reason ? ` (${maintenance.reason})` : ''}: nobody was notified.`);
  }
  return parts.join(' ');
}

function line(said, now) {
  const item = document.createElement('li');
  const rest = element('span', ` by ${said.by}, ${clock(said.at, now)}${said.component ? `, ${said.component}` : ''}${said.archived ? ' · in the lake' : ' · not in the lake yet'}`);
  rest.className = 'muted';
  item.append(element('strong', historyOf(said, now)), rest);
  if (said.comment) {
    item.append(element('p', said.comment));
  }
  return item;
}
