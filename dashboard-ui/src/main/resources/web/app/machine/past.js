import { call } from '../shared/call.js';
import { History } from './history.js';
import { apiPath } from './path.js';
import { word } from '../say/words.js';

const CALM = 150;
/** The lake may take so long. */
const PATIENCE = 25_000;

/** Fetches a stretch of the past for exactly the view, once it is calm; a newer wish ends an older one. */
export class Past {
  /**
   * @param {string} machine `device/machine`
   * @param {(history: History, view: {storedFrom: number, lakeTo: number | null}) => void} draw
   * @param {(text: string) => void} fail says what is wrong; empty when nothing is
   */
  constructor(machine, draw, fail) {
    this.path = `${apiPath(machine)}/view`;
    this.draw = draw;
    this.fail = fail;
    this.timer = 0;
    this.under = new AbortController();
  }

  /**
   * @param {{from: number, to: number}} window
   * @param {number} points the charts' width
   */
  ask({ from, to }, points) {
    this.leave();
    this.timer = setTimeout(() => this.#fetch(new URLSearchParams({ from, to, points })), CALM);
  }

  /** Nothing is wished for any more. */
  leave() {
    clearTimeout(this.timer);
    this.under.abort();
    this.under = new AbortController();
  }

  async #fetch(query) {
    const { signal } = this.under;
    try {
      const view = await call(`${this.path}?${query}`, {}, signal, PATIENCE);
      if (!signal.aborted) {
        this.fail('');
        this.draw(historyOf(view), view);
      }
    } catch (problem) {
      if (!signal.aborted) {
        this.fail(word('call.before', { problem: problem.message }));
      }
    }
  }
}

/** What a view has, as charts draw it. @param {object} view of the server */
export function historyOf({ series, lines }) {
  const history = new History();
  const signals = Object.values(series.signals);
  const pick = (figure, i) => signals.map((columns) => columns[figure][i] ?? NaN);
  const buckets = series.t.map((start, i) => [
    start,
    {
      readings: series.readings[i],
      anomalous: series.anomalous[i],
      score: series.score[i] ?? NaN,
      count: pick('count', i),
      min: pick('min', i),
      max: pick('max', i),
      mean: pick('mean', i),
    },
  ]);
  history.take({ reset: true, widthMs: series.widthMs }, buckets);
  history.lines = new Map(Object.entries(lines));
  return history;
}
