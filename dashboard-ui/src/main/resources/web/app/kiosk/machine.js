import { ChartGroup } from '../machine/charts.js';
import { Heading } from '../machine/heading.js';
import { History } from '../machine/history.js';
import { View } from '../machine/view.js';

/** One machine, as large as the screen: its condition, score and signals, live. */
export class MachineSlide {
  /**
   * @param {HTMLElement} root
   * @param {() => number} now the server's clock
   */
  constructor(root, now) {
    this.place = root.querySelector('#kiosk-machine');
    this.heading = new Heading(root);
    this.view = new View(now, () => {});
    this.charts = new ChartGroup(root, this.view);
    this.id = '';
    this.machine = null;
  }

  /** What to ask the server for, for this machine. @param {string} id `device/machine` */
  show(id) {
    this.id = id;
    this.machine = null;
    this.history = new History();
    this.isLoaded = false;
    this.charts.restart();
    return { type: 'watch', machine: id, from: -this.view.span, points: this.charts.points() };
  }

  /** @param {import('../live/frame.js').Frame} frame of this machine or, after a change, still of another */
  draw({ head, buckets }) {
    const { machine, chart } = head;
    if (machine && `${machine.device}/${machine.machine}` === this.id) {
      this.machine = machine;
      this.charts.say(machine);
      this.heading.draw(machine);
      const columns = Math.ceil(Math.sqrt(machine.signals.length));
      this.place.firstElementChild.style.setProperty('--columns', String(columns));
    }
    if (chart) {
      this.isLoaded ||= chart.reset === true;
      this.history.take(chart, buckets);
    }
    if (this.isLoaded && this.machine) {
      this.history.forget(this.view.window().from);
      this.charts.draw(this.history, this.view.window(), this.machine);
    }
  }

  /** Time has passed. @param {number} now */
  tick(now) {
    this.heading.tick(now);
    this.charts.slide(this.view.window());
  }
}
