import { whole } from '../say/number.js';
import { ago } from '../say/time.js';
import { word } from '../say/words.js';
import { element } from '../shared/element.js';
import { poll } from '../shared/poll.js';

const POLL = 10_000;

/**
 * Shows who is told of alarms, and how that is getting on.
 * @param {HTMLElement} root
 * @param {import('../live/notice.js').Notice} notice
 */
export function showEndpoints(root, notice) {
  const list = root.querySelector('#endpoints');
  const nobody = root.querySelector('#no-endpoints');
  poll('/api/notifications', POLL, notice, (endpoints) => {
    nobody.hidden = endpoints.length > 0;
    list.replaceChildren(...endpoints.map(line));
  }, 'notifications');
}

function line({ endpoint, type, pending, delivered, givenUp, silenced, lastDelivered, lastFailed, lastFailure, at }) {
  const item = document.createElement('li');
  item.className = 'endpoint';
  const counts = { delivered: whole(delivered), pending: whole(pending), silenced: whole(silenced), givenUp: whole(givenUp) };
  const last = lastDelivered ? word('endpoint.last', { ago: ago(at - lastDelivered) }) : word('endpoint.never');
  const kind = element('span', word(`endpoint.${type}`));
  kind.className = 'muted';
  item.append(element('strong', endpoint), kind, element('span', `${word('endpoint.counts', counts)} ${last}`));
  if (lastFailed > lastDelivered) {
    const why = element('span', word('endpoint.failing', { why: lastFailure, ago: ago(at - lastFailed) }));
    why.className = 'endpoint-failing';
    item.append(why);
  }
  return item;
}
