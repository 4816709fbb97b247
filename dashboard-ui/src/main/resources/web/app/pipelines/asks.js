import { say } from '../say/text.js';
import { ago } from '../say/time.js';

/** The cards on which a person asks for a run. */
export class Asks {
  /**
   * @param {HTMLElement} root
   * @param {(pipeline: string) => void} ask
   */
  constructor(root, ask) {
    this.cards = new Map();
    for (const card of root.querySelectorAll('.ask')) {
      const { pipeline } = card.dataset;
      const button = card.querySelector('button');
      button.addEventListener('click', () => {
        button.disabled = true;
        ask(pipeline);
      });
      this.cards.set(pipeline, { button, state: card.querySelector('.ask-state') });
    }
  }

  draw({ now, worker, pipelines, runs }) {
    for (const { pipeline, request } of pipelines) {
      const card = this.cards.get(pipeline);
      const running = runs.some((run) => run.pipeline === pipeline && run.outcome === 'running');
      card.button.disabled = running || request !== undefined;
      say(card.state, words(request, running, worker, now));
    }
  }
}

function words(request, running, worker, now) {
  if (running) {
    return 'Running';
  }
  if (!request) {
    return '';
  }
  const asked = `Asked for by ${request.by} ${ago(now - request.at)}`;
  return worker ? `${asked}, about to begin` : `${asked}, waits for a worker`;
}
