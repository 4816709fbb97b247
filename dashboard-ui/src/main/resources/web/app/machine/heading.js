import { conditionName, drawCondition } from '../say/condition.js';
import { say } from '../say/text.js';
import { ago, clock } from '../say/time.js';
import { word } from '../say/words.js';

/** The machine's condition and last reading, at the top of its page. */
export class Heading {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.name = root.querySelector('#machine-name');
    this.place = root.querySelector('#machine-place');
    this.badge = root.querySelector('#condition');
    this.use = this.badge.querySelector('use');
    this.word = this.badge.querySelector('span');
    this.ago = root.querySelector('#last-ago');
    this.clock = root.querySelector('#last-clock');
    this.lastEvent = 0;
  }

  /** @param {object} machine */
  draw(machine) {
    this.badge.hidden = false;
    say(this.name, machine.name || machine.machine);
    const id = machine.name ? `${machine.device}/${machine.machine}` : machine.device;
    say(this.place, [machine.site, machine.line, id].filter(Boolean).join(' · '));
    drawCondition(this.badge, this.use, machine.condition);
    const wasAnomalous = machine.condition === 'offline' && machine.anomalous;
    const condition = conditionName(machine.condition);
    this.word.textContent = wasAnomalous ? word('condition.wasAnomalous', { condition }) : condition;
    this.lastEvent = machine.lastEvent;
    this.clock.textContent = clock(machine.lastEvent);
    this.clock.dateTime = new Date(machine.lastEvent).toISOString();
  }

  /** Time has passed. @param {number} now the server's clock */
  tick(now) {
    const text = ago(now - this.lastEvent);
    if (this.lastEvent && this.ago.textContent !== text) {
      this.ago.textContent = text;
    }
  }
}
