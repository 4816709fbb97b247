import { conditionName, drawCondition } from '../say/condition.js';
import { score, whole } from '../say/number.js';
import { say } from '../say/text.js';
import { ago } from '../say/time.js';
import { drawSpark } from '../fleet/spark.js';

const COUNTS = ['anomalous', 'offline', 'unscored', 'normal'];
const MOST_ROWS = 20;

/** The fleet at a glance: how many are in which condition, and those that need a look first. */
export class Overview {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.place = root.querySelector('#kiosk-worst');
    this.counts = new Map(COUNTS.map((name) => [name, root.querySelector(`#count-${name}`)]));
    this.template = document.getElementById('kiosk-row');
    this.threshold = Number(root.dataset.threshold);
    this.rows = new Map();
    /** Ids, worst first. */
    this.order = [];
    this.needLook = [];
  }

  /** How many rows to ask for: more than fit are cut off. */
  static limit() {
    return MOST_ROWS;
  }

  /**
   * @param {object} fleet as the server sends it: the order of all rows, and those that changed
   * @param {number} now the server's clock
   */
  draw({ summary, order, rows }, now) {
    this.counts.forEach((place, name) => {
      say(place, whole(summary[name]));
      place.parentElement.dataset.count = summary[name];
    });
    for (const row of rows) {
      this.#draw(row, now);
    }
    this.order = order.filter((id) => this.rows.has(id));
    for (const id of [...this.rows.keys()].filter((known) => !order.includes(known))) {
      this.rows.get(id).element.remove();
      this.rows.delete(id);
    }
    this.place.append(...this.order.map((id) => this.rows.get(id).element));
  }

  /** Those that are anomalous or offline, worst first. */
  needingALook() {
    return this.order.filter((id) => ['anomalous', 'offline'].includes(this.rows.get(id).state.condition));
  }

  /** Time has passed. @param {number} now */
  tick(now) {
    this.rows.forEach(({ element, state }) => {
      if (state.lastEvent) {
        say(element.querySelector('.kiosk-ago'), ago(now - state.lastEvent));
      }
    });
  }

  #draw(state, now) {
    const known = this.rows.get(state.id);
    const element = known?.element ?? this.template.content.firstElementChild.cloneNode(true);
    this.rows.set(state.id, { element, state });
    const [device, machine] = state.id.split('/');
    say(element.querySelector('.row-machine'), state.name || machine);
    say(element.querySelector('.row-device'), state.name ? state.id : device);
    drawCondition(element, element.querySelector('use'), state.condition);
    say(element.querySelector('.kiosk-condition'), conditionName(state.condition));
    say(element.querySelector('.kiosk-score'), score(state.score));
    drawSpark(element.querySelector('.spark'), state.spark, this.threshold);
    this.tick(now);
  }
}
