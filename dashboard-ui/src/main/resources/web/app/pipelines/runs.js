import { ago, clock, took } from '../say/time.js';
import { say } from '../say/text.js';
import { StepList } from './steps.js';
import { word } from '../say/words.js';

const OUTCOMES = {
  running: ['run.running', 'i-unscored'],
  succeeded: ['run.succeeded', 'i-normal'],
  failed: ['run.failed', 'i-anomalous'],
  broken_off: ['run.brokenOff', 'i-offline'],
};

/** The runs, newest first; each opens to its steps. */
export class RunList {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.place = root.querySelector('#runs');
    this.nothing = root.querySelector('#no-runs');
    this.template = document.getElementById('run');
    this.rows = new Map();
  }

  draw({ now, runs }) {
    const known = new Set(runs.map((run) => run.id));
    for (const [id, row] of this.rows) {
      if (!known.has(id)) {
        row.element.remove();
        this.rows.delete(id);
      }
    }
    // oldest first, each new one put on top: those that are there stay where they are
    for (const run of [...runs].reverse()) {
      const row = this.rows.get(run.id) ?? this.add(run);
      row.draw(run, now);
    }
    this.nothing.hidden = runs.length > 0;
  }

  add(run) {
    const row = new Run(this.template, run);
    this.place.prepend(row.element);
    this.rows.set(run.id, row);
    return row;
  }
}

/** One run. */
class Run {
  constructor(template, run) {
    this.element = template.content.firstElementChild.cloneNode(true);
    const at = (name) => this.element.querySelector(`.run-${name}`);
    this.parts = Object.fromEntries(['name', 'outcome', 'by', 'took', 'error'].map((name) => [name, at(name)]));
    this.mark = at('mark').querySelector('use');
    this.time = this.element.querySelector('time');
    this.steps = new StepList(this.element.querySelector('.steps'));
    this.element.dataset.run = run.id;
    // a run that needs a person's eye is open from the start
    this.element.querySelector('details').open = run.outcome === 'running';
  }

  draw(run, now) {
    const [key, mark] = OUTCOMES[run.outcome];
    this.element.dataset.outcome = run.outcome;
    this.mark.setAttribute('href', `#${mark}`);
    say(this.parts.name, run.pipeline);
    say(this.parts.outcome, word(key));
    say(this.parts.by, [run.by && word('run.by', { name: run.by }), `${run.environment}, ${run.target}`].filter(Boolean).join(' · '));
    say(this.time, `${clock(run.started, now)} (${ago(now - run.started)})`);
    this.time.dateTime = new Date(run.started).toISOString();
    say(this.parts.took, run.outcome === 'broken_off' ? '–' : took((run.ended ?? now) - run.started));
    say(this.parts.error, problem(run));
    this.steps.draw(run, now);
  }
}

function problem(run) {
  if (run.outcome === 'broken_off') {
    return word('run.processGone');
  }
  return run.error ?? run.steps.find((step) => step.error)?.error ?? '';
}
