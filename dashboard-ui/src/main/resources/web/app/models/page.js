import { Notice } from '../live/notice.js';
import { say } from '../say/text.js';
import { offerRetraining } from './retrain.js';
import { drawModels } from './list.js';
import { poll } from '../shared/poll.js';

const EVERY = 5000;

/**
 * The page of models.
 * @param {HTMLElement} root
 */
export function openModels(root) {
  const notice = new Notice();
  offerRetraining(root, notice);
  poll('/api/models', EVERY, notice, (view) => {
    say(root.querySelector('#models-why'), view.why ?? '');
    root.querySelector('#no-models').hidden = view.models.length > 0;
    drawModels(root.querySelector('#models-list'), view.models);
  });
}
