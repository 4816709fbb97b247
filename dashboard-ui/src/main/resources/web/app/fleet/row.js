import { conditionName, drawCondition } from '../say/condition.js';
import { score } from '../say/number.js';
import { say } from '../say/text.js';
import { ago, clock, lag } from '../say/time.js';
import { machinePath } from './path.js';
import { drawSpark } from './spark.js';
import { word } from '../say/words.js';

/** One machine's row. */
export class Row {
  /**
   * @param {HTMLTemplateElement} template
   * @param {string} id `device/machine`
   * @param {number} threshold score from which a reading is anomalous
   */
  constructor(template, id, threshold) {
    this.element = template.content.firstElementChild.cloneNode(true);
    this.threshold = threshold;
    const find = (name) => this.element.querySelector(name);
    this.link = find('.row-link');
    this.use = find('use');
    this.condition = find('.cell-condition');
    this.score = find('.cell-score');
    this.spark = find('.spark');
    this.ago = find('.ago');
    this.clock = find('.clock');
    this.lag = find('.cell-lag');
    this.model = find('.cell-model');
    this.name = find('.row-machine');
    this.where = find('.row-device');
    this.site = find('.cell-site');
    this.id = id;
    this.link.href = machinePath(...id.split('/'));
    this.choose = find('.choose');
    this.choose.value = id;
    this.lastEvent = 0;
    this.index = -1;
  }

  /** Puts it at its place in the list. */
  place(index, top) {
    if (this.index !== index || this.top !== top) {
      this.index = index;
      this.top = top;
      this.element.style.transform = `translateY(${top}px)`;
      this.element.setAttribute('aria-rowindex', String(index + 2));
    }
  }

  /**
   * @param {object} state as the server sends it
   * @param {number} now the server's clock
   */
  draw(state, now) {
    drawCondition(this.element, this.use, state.condition);
    const [device, machine] = this.id.split('/');
    say(this.name, state.name || machine);
    this.choose.setAttribute('aria-label', word('fleet.choose', { machine: state.name || this.id }));
    this.link.title = state.name ? this.id : '';
    say(this.where, state.name ? this.id : device);
    say(this.site, [state.site, state.line].filter(Boolean).join(' · '));
    this.condition.textContent = conditionName(state.condition);
    this.score.textContent = score(state.score);
    this.lag.textContent = lag(state.lagMs);
    this.model.textContent = state.model || '–';
    this.lastEvent = state.lastEvent;
    this.clock.textContent = state.lastEvent ? clock(state.lastEvent, now) : '';
    this.clock.dateTime = new Date(state.lastEvent).toISOString();
    drawSpark(this.spark, state.spark, this.threshold);
    this.tick(now);
  }

  /** Time has passed. */
  tick(now) {
    const text = this.lastEvent ? ago(now - this.lastEvent) : word('fleet.never');
    if (this.ago.textContent !== text) {
      this.ago.textContent = text;
    }
  }
}
