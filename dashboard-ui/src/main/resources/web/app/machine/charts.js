import { onThemeChange } from '../shared/theme.js';
import { Chart } from './chart.js';
import { scoreKind, signalKind, signalWords } from './kinds.js';

const FEWEST_POINTS = 100;
const MOST_POINTS = 2000;

/** All charts of a machine: the score first, then one for each signal. They share their cursor. */
export class ChartGroup {
  /**
   * @param {HTMLElement} root
   * @param {import('./view.js').View} view
   * @param {{only?: string | null}} more `only`: one signal, or the score where it is empty
   */
  constructor(root, view, { only = null } = {}) {
    this.place = root.querySelector('#charts');
    this.template = document.getElementById('chart');
    this.threshold = Number(root.dataset.threshold);
    this.view = view;
    this.only = only;
    this.history = null;
    /** @type {Chart[]} */
    this.charts = [];
    this.known = 0;
    /** What is drawn; nothing before the first buckets have come. */
    this.window = null;
    this.gap = Infinity;
    this.spans = [];
    onThemeChange(() => this.#recolour());
    // only charts that are seen are drawn
    this.seen = new IntersectionObserver((entries) => entries.forEach((entry) => this.#seen(entry)), { rootMargin: '200px' });
    this.sizes = new ResizeObserver((entries) => entries.forEach((entry) => this.#chartOf(entry.target)?.fit()));
  }

  /** Makes the charts of signals that are new, and says the newest values; whether a chart is called anew. @param {object} machine */
  say(machine) {
    if (this.charts.length === 0 && !this.only) {
      this.#add(scoreKind(this.threshold));
    }
    for (; this.only !== '' && this.known < machine.signals.length; this.known++) {
      this.#add(signalKind(machine, this.known));
    }
    const signals = this.charts.filter((chart) => chart.kind.type === 'signal');
    const renamed = signals.filter((chart, index) => chart.describe(signalWords(machine, index)));
    this.charts.forEach((chart) => chart.say(machine));
    return renamed.length > 0;
  }

  #add(kind) {
    const chart = new Chart(this.template, kind, this.view, (by) => this.#step(chart, by));
    this.charts.push(chart);
    this.place.append(chart.element);
    this.seen.observe(chart.element);
    this.sizes.observe(chart.plot);
  }

  /** Another machine's charts will come in the place of these. */
  restart() {
    for (const chart of this.charts) {
      this.seen.unobserve(chart.element);
      this.sizes.unobserve(chart.plot);
      chart.recolour();
      chart.element.remove();
    }
    this.charts = [];
    this.known = 0;
    this.history = null;
    this.window = null;
  }

  #chartOf(target) {
    return this.charts.find((chart) => chart.element === target || chart.plot === target);
  }

  #seen(entry) {
    const chart = this.#chartOf(entry.target);
    chart.isSeen = entry.isIntersecting;
    if (entry.isIntersecting && this.window) {
      chart.draw(this.history, this.window, this.gap, this.spans);
    }
  }

  /** Points to ask for: the width of the widest chart in pixels. */
  points() {
    return Math.min(MOST_POINTS, Math.max(FEWEST_POINTS, Math.floor(this.place.clientWidth)));
  }

  /** What is drawn, for those who read it. */
  shown() {
    return { kinds: this.charts.map((chart) => chart.kind), history: this.history, window: this.window };
  }

  /** Another range has been asked for. */
  loading() {
    this.place.setAttribute('aria-busy', 'true');
  }

  /**
   * New buckets have come, or others are shown.
   * @param {import('./history.js').History} history
   * @param {{from: number, to: number}} window epoch milliseconds
   * @param {object | null} machine
   */
  draw(history, window, machine) {
    this.place.setAttribute('aria-busy', 'false');
    this.history = history;
    this.window = window;
    this.gap = Math.max(1.5 * this.history.width, 2.5 * (machine?.intervalMs ?? 0));
    this.spans = this.history.anomalies();
    for (const chart of this.charts) {
      if (chart.isSeen) {
        chart.draw(history, window, this.gap, this.spans);
      }
    }
  }

  /** Time has passed. */
  slide(window) {
    if (!this.window) {
      return;
    }
    this.window = window;
    for (const chart of this.charts) {
      if (chart.isSeen) {
        chart.slide(window);
      }
    }
  }

  /** Moves the cursor of all charts along the buckets; null takes it away. */
  #step(from, by) {
    const time = by === null ? null : from.stepped(by);
    this.charts.forEach((chart) => chart.point(time));
  }

  #recolour() {
    for (const chart of this.charts) {
      chart.recolour();
      if (this.window) {
        chart.draw(this.history, this.window, this.gap, this.spans);
      }
    }
  }
}
