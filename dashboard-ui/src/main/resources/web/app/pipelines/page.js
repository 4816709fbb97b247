import { Notice } from '../live/notice.js';
import { clock } from '../say/time.js';
import { poll } from '../shared/poll.js';
import { Asks } from './asks.js';
import { RunList } from './runs.js';
import { StatusSheet } from './status.js';
import { word } from '../say/words.js';

const POLL = 1500;

/**
 * The page of pipeline runs. It asks again and again while it is seen, and not while it is hidden.
 * @param {HTMLElement} root
 */
export function openPipelines(root) {
  const notice = new Notice();
  const asks = new Asks(root, notice, () => look());
  const runs = new RunList(root);
  const status = new StatusSheet(root);
  const look = poll('/api/pipelines', POLL, notice, draw);

  function draw(view) {
    asks.draw(view);
    runs.draw(view);
    status.draw(view);
    root.querySelector('#worker').textContent = view.worker ? word('worker.takes', { worker: view.worker }) : word('worker.none');
    root.dataset.drawn = clock(view.now);
  }
}
