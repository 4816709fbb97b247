import uPlot from 'uplot';
import { listenToPlot } from './gestures.js';
import { savePicture } from './picture.js';
import { plotOptions } from './plot.js';
import { PlotSlider } from './slider.js';
import { clock } from '../say/time.js';
import { counted, word } from '../say/words.js';

/** One chart with its heading, where the value at the cursor is said. */
export class Chart {
  /**
   * @param {HTMLTemplateElement} template
   * @param {import('./kinds.js').Kind} kind
   * @param {import('./view.js').View} view
   * @param {(by: number | null) => void} step called when a key moves the cursor, or takes it away
   */
  constructor(template, kind, view, step) {
    this.kind = kind;
    this.view = view;
    this.history = null;
    this.element = template.content.firstElementChild.cloneNode(true);
    this.element.dataset.type = kind.type;
    this.plot = this.element.querySelector('.plot');
    this.number = this.element.querySelector('.chart-number');
    this.unit = this.element.querySelector('.chart-unit');
    this.span = this.element.querySelector('.chart-span');
    this.name = this.element.querySelector('.chart-name');
    this.#call(kind.name);
    this.isSeen = false;
    this.newest = null;
    this.window = { from: 0, to: 1 };
    this.spans = [];
    this.element.querySelector('.chart-picture').addEventListener('click', () => this.#save());
    this.plot.addEventListener('keydown', (event) => this.#key(event, step));
    this.slider = new PlotSlider(this.plot, kind, () => this.newest);
    this.plot.addEventListener('blur', () => step(null));
    listenToPlot(this.plot, () => this.uplot?.over.getBoundingClientRect(), view);
  }

  /** For those who hear it, the chart's name has no number in it that changes with every reading. */
  #call(name) {
    this.name.textContent = name;
    this.element.setAttribute('aria-label', name);
    this.element.querySelector('.chart-picture').setAttribute('aria-label', word('chart.savePicture', { name }));
  }

  #make() {
    const options = plotOptions(this.kind, {
      size: this.#size(),
      window: () => this.window,
      spans: () => this.spans,
      pointed: () => this.#say(),
    });
    this.uplot = new uPlot(options, this.data, this.plot);
  }

  #size() {
    return { width: Math.max(80, Math.floor(this.plot.clientWidth)), height: Math.max(60, Math.floor(this.plot.clientHeight)) };
  }

  /**
   * @param {import('./history.js').History} history
   * @param {{from: number, to: number}} window epoch milliseconds
   * @param {number} gap
   * @param {Array<[number, number]>} spans anomalous stretches
   */
  draw(history, window, gap, spans) {
    this.history = history;
    this.window = window;
    this.spans = spans;
    this.data = history.drawn(gap, this.kind);
    if (this.uplot) {
      this.uplot.batch(() => {
        this.uplot.setData(this.data, false);
        this.#setWindow();
      });
    } else {
      this.#make();
    }
    this.#say();
  }

  /** Takes what it is called, its unit and limits; whether these are others than before. */
  describe(words) {
    if (Object.entries(words).every(([key, value]) => this.kind[key] === value)) {
      return false;
    }
    Object.assign(this.kind, words);
    this.#call(words.name);
    this.uplot?.setData(this.data, true);
    this.#setWindowIfDrawn();
    return true;
  }

  #setWindowIfDrawn() {
    if (this.uplot) {
      this.#setWindow();
      this.#say();
    }
  }

  /** The newest reading is said as long as the cursor is elsewhere. @param {object} machine */
  say(machine) {
    this.newest = this.kind.newest(machine);
    if (this.data) {
      this.#say();
    }
  }

  /** Time has passed. */
  slide(window) {
    this.window = window;
    if (this.uplot) {
      this.#setWindow();
    }
  }

  #setWindow() {
    this.uplot.setScale('x', { min: this.window.from / 1000, max: this.window.to / 1000 });
  }

  fit() {
    if (this.uplot) {
      this.uplot.setSize(this.#size());
    }
  }

  /** Colours are the canvas's own: it is made anew. */
  recolour() {
    this.uplot?.destroy();
    this.uplot = undefined;
  }

  /** Says the value at the cursor, or the newest. */
  #say() {
    const [time, low, high, middle] = this.data;
    // a line has times of its own: each column says which of its values is nearest
    const [, atLow, atHigh, atMiddle] = this.uplot?.cursor.idxs ?? [];
    const pointed = this.uplot?.cursor.idx == null ? null : atMiddle;
    const value = pointed == null ? this.newest : middle[pointed];
    this.number.textContent = this.kind.say(value);
    this.unit.textContent = value === null ? '' : this.kind.unit;
    this.element.classList.toggle('pointed', pointed != null);
    this.span.textContent = this.#explain(pointed == null ? null : time[pointed], low[atLow], high[atHigh]);
    if (pointed == null) {
      this.slider.describe(this.data, this.spans.length);
    } else {
      this.slider.read(pointed, time.length, value, this.span.textContent);
    }
  }

  #explain(seconds, low, high) {
    if (seconds === null) {
      return this.kind.type === 'score' ? counted('chart.inView', this.history.readings()) : '';
    }
    const half = this.history.lines.has(this.kind.key) ? 0 : this.history.width / 2;
    const when = clock(seconds * 1000 - half);
    const isBand = this.kind.type === 'signal' && low != null && low !== high;
    return isBand ? word('chart.band', { time: when, low: this.kind.say(low), high: this.kind.say(high) }) : when;
  }

  #save() {
    if (this.uplot) {
      savePicture(this.uplot.ctx.canvas, this.kind, this.window, this.spans.length > 0);
    }
  }

  #key(event, step) {
    // of the whole page: moving the view, and the way back to the live edge
    if (event.shiftKey || (event.key === 'End' && this.view.past)) {
      return;
    }
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity }[event.key];
    if (by) {
      event.preventDefault();
      step(by);
    } else if (event.key === 'Escape') {
      step(null);
    }
  }

  /** The time (seconds) so many buckets from the cursor, or the newest when there is none. */
  stepped(by) {
    const time = this.data?.[0] ?? [];
    const at = this.uplot?.cursor.idx ?? time.length;
    return time[Math.max(0, Math.min(time.length - 1, at + by))] ?? null;
  }

  /** Puts the cursor at a time in seconds; null takes it away. */
  point(time) {
    if (!this.uplot) {
      return;
    }
    const left = time === null ? -10 : this.uplot.valToPos(time, 'x');
    this.uplot.setCursor({ left, top: time === null ? -10 : 1 });
  }
}
