import { Notice } from '../live/notice.js';
import { drawCondition } from '../say/condition.js';
import { say } from '../say/text.js';
import { span } from '../say/time.js';
import { poll } from '../shared/poll.js';
import { drawFacts, drawLearned } from './card.js';
import { MachineChoice } from './machines.js';
import { offerRetraining } from './retrain.js';
import { drawSignals } from './signals.js';
import { verdictOf } from './verdict.js';
import { word } from '../say/words.js';

const EVERY = 5000;

/**
 * The page of a model.
 * @param {HTMLElement} root
 */
export function openModel(root) {
  const notice = new Notice();
  const path = `/api/models/${encodeURIComponent(root.dataset.model)}`;
  const find = (id) => root.querySelector(`#${id}`);
  const none = find('no-drift');
  offerRetraining(root, notice);
  let look = null;
  const choice = new MachineChoice(find('drift-machines'), () => show());
  poll(path, EVERY, notice, (detail) => {
    say(find('model-why'), detail.model.why ?? '');
    drawVerdict(find('model-verdict'), detail.model);
    drawFacts(find('model-facts'), detail);
    drawLearned(root, detail.card);
    choice.draw(detail.machines);
    none.hidden = detail.machines.some(({ verdict }) => verdict);
    say(none, word(detail.machines.length ? 'drift.notTold' : 'drift.noMachine'));
    find('signals').hidden = !none.hidden;
    root.querySelector('.drift-key').hidden = !none.hidden;
  });

  /** The machine that was chosen. */
  function show() {
    if (look) {
      look();
    } else {
      look = poll(() => `${path}/drift/${choice.chosen}`, EVERY, notice, (drift) => {
        say(find('drift-note'), note(drift));
        drawSignals(find('signals'), drift);
      });
    }
  }
}

function drawVerdict(place, { machines, verdict }) {
  const { text, condition } = verdictOf(verdict);
  place.hidden = machines === 0;
  drawCondition(place, place.querySelector('use'), condition);
  say(place.querySelector('span'), text);
}

function note({ windowMs, openSince, referenceKnown, now }) {
  if (!referenceKnown) {
    return word('drift.noReference');
  }
  return word('drift.compared', { span: span(windowMs), next: span(Math.max(0, openSince + windowMs - now)) });
}
