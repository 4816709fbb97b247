import { say } from '../say/text.js';
import { took } from '../say/time.js';
import { word } from '../say/words.js';

/** A run's steps, each with a bar from its begin to its end along the run's time. */
export class StepList {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.template = document.getElementById('step');
    this.rows = new Map();
  }

  draw(run, now) {
    const end = run.ended ?? now;
    const whole = Math.max(1, end - run.started);
    for (const step of run.steps) {
      const row = this.rows.get(step.id) ?? this.add(step);
      row.element.dataset.status = step.status;
      say(row.name, step.id);
      say(row.what, describe(step));
      say(row.error, step.error ?? '');
      drawBar(row, step, run.started, end, whole);
    }
  }

  add(step) {
    const element = this.template.content.firstElementChild.cloneNode(true);
    const part = (name) => element.querySelector(`.step-${name}`);
    const row = { element, name: part('name'), what: part('what'), bar: part('bar'), took: part('took'), error: part('error') };
    this.place.append(element);
    this.rows.set(step.id, row);
    return row;
  }
}

function describe({ status, result, what, attempts }) {
  const words = word(`step.${status === 'done' ? result : status}`);
  const again = attempts > 1 ? `, ${word('step.attempts', { attempts })}` : '';
  return `${words}${again}${what ? `: ${what}` : ''}`;
}

function drawBar(row, step, begin, end, whole) {
  row.bar.hidden = step.started === undefined;
  if (step.started === undefined) {
    say(row.took, '');
    return;
  }
  const ended = step.ended ?? end;
  row.bar.style.setProperty('--from', `${(100 * (step.started - begin)) / whole}%`);
  row.bar.style.setProperty('--width', `${(100 * (ended - step.started)) / whole}%`);
  say(row.took, took(ended - step.started));
}
