import uPlot from 'uplot';
import { listenToPlot } from '../machine/gestures.js';
import { timeAxis, valueAxis } from '../machine/plot.js';
import { measured } from '../say/number.js';
import { word } from '../say/words.js';
import { element } from '../shared/element.js';
import { colour } from '../shared/theme.js';

/** Lines differ in colour and in dashes, so that nobody needs the colours. */
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3], [5, 2], [1, 5]];
const NARROWEST = 80;

/**
 * One chart of several curves.
 * @typedef {{name: string, place: number, past: boolean, data: Array<Array<number | null | undefined>>}} Curve
 *   `data`: time in seconds, low, high, middle
 */
export class ComparedChart {
  /**
   * @param {HTMLTemplateElement} template
   * @param {import('../machine/view.js').View} view
   */
  constructor(template, view) {
    this.element = template.content.firstElementChild.cloneNode(true);
    this.plot = this.element.querySelector('.plot');
    this.legend = this.element.querySelector('.legend');
    this.title = this.element.querySelector('.chart-name');
    this.view = view;
    this.curves = [];
    listenToPlot(this.plot, () => this.uplot?.over.getBoundingClientRect(), view);
    this.size = new ResizeObserver(() => this.uplot?.setSize(this.#size()));
    this.size.observe(this.plot);
  }

  /**
   * @param {string} title
   * @param {Curve[]} curves
   */
  draw(title, curves) {
    this.title.textContent = title;
    this.data = curves.length === 1 ? curves[0].data : uPlot.join(curves.map((each) => each.data));
    const names = JSON.stringify(curves.map(({ name, place, past }) => [name, place, past]));
    if (this.uplot && names === this.names) {
      this.uplot.setData(this.data, false);
      this.slide();
    } else {
      this.names = names;
      this.curves = curves;
      this.#make();
    }
    this.plot.setAttribute('aria-label', `${title}: ${curves.map(said).join('; ')}`);
  }

  /** The view moved. */
  slide() {
    const { from, to } = this.view.window();
    this.uplot?.setScale('x', { min: from / 1000, max: to / 1000 });
    this.#say();
  }

  /** Colours are the canvas's own: it is made anew. */
  recolour() {
    if (this.uplot) {
      this.#make();
    }
  }

  end() {
    this.size.disconnect();
    this.uplot?.destroy();
    this.element.remove();
  }

  #size() {
    return { width: Math.max(NARROWEST, Math.floor(this.plot.clientWidth)), height: Math.max(NARROWEST, Math.floor(this.plot.clientHeight)) };
  }

  #make() {
    this.uplot?.destroy();
    const { from, to } = this.view.window();
    this.legend.replaceChildren(...this.curves.map(legendOf));
    this.uplot = new uPlot(
      {
        ...this.#size(),
        padding: [8, 8, 0, 0],
        legend: { show: false },
        cursor: { sync: { key: 'compare' }, drag: { setScale: false, x: false, y: false }, y: false },
        scales: { x: { time: true, min: from / 1000, max: to / 1000 } },
        axes: [timeAxis(), valueAxis()],
        series: [{}, ...this.curves.flatMap(linesOf)],
        bands: this.curves.map(({ place, past }, i) => ({ series: [3 * i + 2, 3 * i + 1], fill: bandOf(place, past) })),
        hooks: { setCursor: [() => this.#say()] },
      },
      this.data,
      this.plot,
    );
    this.slide();
  }

  /** The values at the cursor, or the newest. */
  #say() {
    const at = this.uplot?.cursor.idx;
    this.curves.forEach((curve, i) => {
      const values = this.data[3 * i + 3];
      const value = at == null ? values.findLast((each) => each != null) : nearest(values, at);
      this.legend.children[i].querySelector('b').textContent = measured(value);
    });
  }
}

/** Extremes are a band, so that no spike is hidden; the line goes through the middle. */
function linesOf({ place, past }) {
  const edge = { stroke: 'transparent', width: 0, points: { show: false } };
  const line = { stroke: colour(`--compared-${place + 1}`), width: past ? 1 : 1.75, alpha: past ? 0.65 : 1, dash: past ? [3, 4] : DASHES[place], points: { show: false }, spanGaps: false };
  return [edge, edge, line];
}

function bandOf(place, past) {
  return colour(`--compared-${place + 1}`).replace('rgb(', 'rgba(').replace(')', past ? ', 0.08)' : ', 0.18)');
}

function legendOf({ name, place, past }) {
  const item = document.createElement('li');
  const mark = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  mark.setAttribute('viewBox', '0 0 28 8');
  mark.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', 'M1 4h26');
  line.setAttribute('stroke', `var(--compared-${place + 1})`);
  line.setAttribute('stroke-width', past ? '1.4' : '2.4');
  line.setAttribute('stroke-dasharray', (past ? [3, 4] : DASHES[place]).join(' '));
  mark.append(line);
  item.append(mark, element('span', name), element('b', '–'));
  return item;
}

/** Curves have times of their own: the value at a time is the last one before it. */
function nearest(values, at) {
  for (let i = at; i >= 0; i--) {
    if (values[i] != null) {
      return values[i];
    }
  }
  return null;
}

function said({ name, data }) {
  const [, low, high] = data.map((column) => column.filter((value) => value != null));
  return low.length === 0 ? word('chart.nothing', { name }) : word('compare.described', { name, low: measured(Math.min(...low)), high: measured(Math.max(...high)) });
}
