import { whole } from '../say/number.js';
import { ago } from '../say/time.js';
import { element } from '../shared/element.js';
import { poll } from '../shared/poll.js';

const POLL = 10_000;
const TYPES = { webhook: 'Webhook', teams: 'Teams', mail: 'Mail' };

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
  const isFailing = lastFailed > lastDelivered;
  const item = document.createElement('li');
  item.className = 'endpoint';
  item.dataset.failing = isFailing;
  const told = `${whole(delivered)} told, ${whole(pending)} waiting, ${whole(silenced)} silenced, ${whole(givenUp)} given up`;
  const failed = isFailing ? `Failing: ${lastFailure}, ${ago(at - lastFailed)}` : '';
  const last = lastDelivered ? `last ${ago(at - lastDelivered)}` : 'none yet';
  const kind = element('span', TYPES[type] ?? type);
  kind.className = 'muted';
  item.append(element('strong', endpoint), kind, element('span', `${told}; ${last}`));
  if (failed) {
    const why = element('span', failed);
    why.className = 'endpoint-failing';
    item.append(why);
  }
  return item;
}
