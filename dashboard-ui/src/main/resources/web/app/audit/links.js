import { rememberedName } from '../alarms/person.js';
import { machinePath } from '../fleet/path.js';
import { say } from '../say/text.js';
import { clock, span } from '../say/time.js';
import { word } from '../say/words.js';
import { send } from '../shared/call.js';
import { element } from '../shared/element.js';
import { poll } from '../shared/poll.js';

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
  let drawn = '';
  const look = poll('/api/links', EVERY, notice, draw, 'links');

  function draw(links) {
    place.hidden = links.length === 0;
    root.querySelector('#no-links').hidden = links.length > 0;
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
      say(told, word('links.takenBack', { machine: link.name ?? link.machine }));
      await look();
      told.scrollIntoView({ block: 'nearest' });
    } catch (problem) {
      say(told, problem.message);
    }
  }
}

function row(link, take) {
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
  const button = element('button', word('links.takeBack'));
  button.type = 'button';
  button.className = 'button';
  button.setAttribute('aria-label', word('links.takeBackOf', { machine: link.name ?? link.machine, time: clock(link.made) }));
  button.addEventListener('click', () => {
    button.disabled = true;
    take(link);
  });
  cell.append(button);
  return cell;
}
