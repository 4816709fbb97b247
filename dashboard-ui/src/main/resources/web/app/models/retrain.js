import { Asks } from '../pipelines/asks.js';
import { poll } from '../shared/poll.js';

const EVERY = 3000;

/**
 * The card on which a person asks for a retraining.
 * @param {HTMLElement} root
 * @param {import('../live/notice.js').Notice} notice
 */
export function offerRetraining(root, notice) {
  const asks = new Asks(root, notice, () => look());
  const look = poll('/api/pipelines', EVERY, notice, (view) => asks.draw(view));
}
