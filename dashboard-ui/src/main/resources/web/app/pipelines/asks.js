import { say } from '../say/text.js';
import { clock } from '../say/time.js';
import { send } from '../shared/call.js';
import { mayOperate } from '../shared/session.js';
import { word } from '../say/words.js';

/** The cards on which a person asks for a run. */
export class Asks {
  /**
   * @param {HTMLElement} root
   * @param {import('../live/notice.js').Notice} notice says what is wrong with a request
   * @param {() => void} asked called when something was asked for, or could not be
   */
  constructor(root, notice, asked) {
    this.cards = new Map();
    for (const card of root.querySelectorAll('.ask')) {
      const { pipeline } = card.dataset;
      const button = card.querySelector('button');
      button.addEventListener('click', () => {
        button.disabled = true;
        ask(pipeline, notice).then(asked);
      });
      this.cards.set(pipeline, { button, state: card.querySelector('.ask-state') });
    }
  }

  draw({ now, worker, pipelines, runs }) {
    for (const { pipeline, request } of pipelines) {
      const card = this.cards.get(pipeline);
      if (!card) {
        continue;
      }
      const running = runs.some((run) => run.pipeline === pipeline && run.outcome === 'running');
      card.button.disabled = !mayOperate() || running || request !== undefined;
      say(card.state, words(request, running, worker, now));
    }
  }
}

async function ask(pipeline, notice) {
  try {
    await send('POST', `/api/pipelines/${pipeline}/requests`, {});
    notice.say('problem', '');
  } catch (problem) {
    notice.say('problem', problem.message);
  }
}

function words(request, running, worker, now) {
  if (running) {
    return word('ask.running');
  }
  if (!request) {
    return '';
  }
  return word(worker ? 'ask.begins' : 'ask.waits', { name: request.by, time: clock(request.at, now) });
}
