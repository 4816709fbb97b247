import { Notice } from '../live/notice.js';
import { clock } from '../say/time.js';
import { call } from '../shared/call.js';
import { Asks } from './asks.js';
import { RunList } from './runs.js';
import { StatusSheet } from './status.js';

const POLL = 1500;

/**
 * The page of pipeline runs. It asks again and again while it is seen, and not while it is hidden.
 * @param {HTMLElement} root
 */
export function openPipelines(root) {
  const notice = new Notice();
  const asks = new Asks(root, ask);
  const runs = new RunList(root);
  const status = new StatusSheet(root);
  let timer = 0;
  document.addEventListener('visibilitychange', look);
  look();

  async function look() {
    clearTimeout(timer);
    if (document.hidden) {
      return;
    }
    try {
      draw(await call('/api/pipelines'));
      notice.say('connection', '');
    } catch (problem) {
      notice.say('connection', `${problem.message} What you see may be old.`);
    }
    timer = setTimeout(look, POLL);
  }

  function draw(view) {
    asks.draw(view);
    runs.draw(view);
    status.draw(view);
    root.querySelector('#worker').textContent = view.worker
      ? `Worker ${view.worker} takes requests`
      : 'No worker takes requests: they wait. Start one with ./fettle worker';
    root.dataset.drawn = clock(view.now);
  }

  /** @param {string} pipeline */
  async function ask(pipeline) {
    try {
      await call(`/api/pipelines/${pipeline}/requests`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
      notice.say('problem', '');
    } catch (problem) {
      notice.say('problem', problem.message);
    }
    look();
  }
}
