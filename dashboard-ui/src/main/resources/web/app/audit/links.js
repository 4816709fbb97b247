import { rememberedName } from '../alarms/person.js';
import { machinePath } from '../fleet/path.js';
import { say } from '../say/text.js';
import { clock, span } from '../say/time.js';
import { counted, word } from '../say/words.js';
import { send } from '../shared/call.js';
import { element } from '../shared/element.js';
import { poll } from '../shared/poll.js';
import { isAdmin } from '../shared/session.js';

const EVERY = 10_000;

/**
 * Links that were given, each with a button that takes it back.
 * @param {HTMLElement} root
 * @param {import('../live/notice.js').Notice} notice
 */
export function showLinks(root, notice) {
  const place = root.querySelector('#links-list');
  const rows = place.querySelector('tbody');
  const told = root.querySelector('#links-said');
  const unread = root.querySelector('#links-unread');
  let drawn = '';
  const look = poll('/api/links', EVERY, notice, draw, 'links');

  function draw(links) {
    place.hidden = links.length === 0;
    root.querySelector('#no-links').hidden = links.length > 0;
    const unreadable = links.filter((link) => link.unreadable).length;
    unread.hidden = unreadable === 0;
    say(unread, unreadable ? counted('links.unreadable', unreadable) : '');
    // what has not changed stays, and with it the focus
    const now = JSON.stringify(links);
    if (now !== drawn) {
      drawn = now;
      rows.replaceChildren(...links.map((link) => row(link, take)));
    }
  }

  async function take(link) {
    say(told, word('alarm.saving'));
    try {
      await send('PUT', `/api/links/${link.id}/revocation`, { by: rememberedName() });
      say(told, word('links.takenBack', { machine: nameOf(link) }));
      await look();
      told.scrollIntoView({ block: 'nearest' });
    } catch (problem) {
      say(told, problem.message);
    }
  }
}

/** What it is of; of one that cannot be read only its id is known. */
function nameOf({ id, name, machine }) {
  return name ?? machine ?? id;
}

function row(link, take) {
  return link.unreadable ? unreadableRow(link, take) : readRow(link, take);
}

/** Whose it is nobody knows, so it is an admin's to take back. */
function unreadableRow(link, take) {
  const made = document.createElement('tr');
  const cell = element('td', word('links.unreadableOf', { id: link.id }));
  cell.colSpan = 4;
  const last = document.createElement('td');
  if (isAdmin()) {
    last.append(takeBack(link, word('links.takeBackUnreadable', { id: link.id }), take));
  }
  made.append(cell, last);
  return made;
}

function readRow(link, take) {
  const made = document.createElement('tr');
  made.dataset.revoked = link.revokedAt !== undefined;
  made.append(machineOf(link), element('td', shows(link)), element('td', link.by ? word('links.madeBy', { by: link.by, time: clock(link.made) }) : clock(link.made)), element('td', clock(link.expires)), state(link, take));
  return made;
}

function machineOf({ machine, name }) {
  const cell = document.createElement('td');
  const link = element('a', name ?? machine);
  link.href = machinePath(...machine.split('/'));
  cell.append(link);
  if (name) {
    const id = element('span', ` ${machine}`);
    id.className = 'muted';
    cell.append(id);
  }
  return cell;
}

function shows({ signal, signalName, from, to, rangeMs }) {
  const time = rangeMs ? word('links.live', { span: span(rangeMs) }) : word('table.span', { low: clock(from), high: clock(to) });
  return `${signalName ?? signal ?? word('links.allSignals')}, ${time}`;
}

function state(link, take) {
  const cell = document.createElement('td');
  if (link.revokedAt) {
    cell.textContent = link.revokedBy ? word('links.revokedBy', { by: link.revokedBy, time: clock(link.revokedAt) }) : word('links.revoked', { time: clock(link.revokedAt) });
    return cell;
  }
  cell.append(takeBack(link, word('links.takeBackOf', { machine: nameOf(link), time: clock(link.made) }), take));
  return cell;
}

/** @param {string} label which one, for those who do not see the row */
function takeBack(link, label, take) {
  const button = element('button', word('links.takeBack'));
  button.type = 'button';
  button.className = 'button';
  button.setAttribute('aria-label', label);
  button.addEventListener('click', () => {
    button.disabled = true;
    take(link);
  });
  return button;
}
