import { Notice } from '../live/notice.js';
import { ChartGroup } from '../machine/charts.js';
import { historyOf } from '../machine/past.js';
import { conditionName, drawCondition } from '../say/condition.js';
import { say } from '../say/text.js';
import { clock } from '../say/time.js';
import { word } from '../say/words.js';
import { call } from '../shared/call.js';
import { Still } from './still.js';

const NOT_FOUND = 404;
const EVERY = 2_000;
const PATIENCE = 25_000;

/**
 * What a link shows: charts of one machine for the time that the link says, asked for again while
 * that goes on with time.
 * @param {HTMLElement} root
 */
export function openLink(root) {
  const notice = new Notice();
  const { token, signal } = root.dataset;
  const charts = new ChartGroup(root, new Still(), { only: signal === undefined ? null : signal });
  const shown = root.querySelector('#shown');
  const badge = root.querySelector('#condition');
  document.addEventListener('visibilitychange', look);
  let timer = 0;
  look();

  async function look() {
    clearTimeout(timer);
    if (document.hidden) {
      return;
    }
    try {
      const answer = await call(`/api/shared/${token}?points=${charts.points()}`, {}, undefined, PATIENCE);
      draw(answer);
      notice.say('connection', '');
      if (!answer.live) {
        return;
      }
    } catch (problem) {
      if (problem.status === NOT_FOUND) {
        end();
        return;
      }
      notice.say('connection', word('call.old', { problem: problem.message }));
    }
    timer = setTimeout(look, EVERY);
  }

  /** Nothing more is shown to whoever has a link that does not hold. */
  function end() {
    document.removeEventListener('visibilitychange', look);
    root.replaceChildren();
    notice.say('connection', word('shared.over'));
  }

  function draw({ machine, view, from, to, live, now }) {
    charts.say(machine);
    if (machine.name) {
      say(root.querySelector('#name'), machine.name);
    }
    charts.draw(historyOf(view), { from, to }, machine);
    shown.textContent = live ? word('shared.live', { time: clock(machine.lastEvent, now) }) : word('table.span', { low: clock(from, now), high: clock(to, now) });
    if (badge && live) {
      badge.hidden = false;
      drawCondition(badge, badge.querySelector('use'), machine.condition);
      badge.querySelector('span').textContent = conditionName(machine.condition);
    }
  }
}
