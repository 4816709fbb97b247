import { say } from '../say/text.js';
import { clock } from '../say/time.js';
import { driftedSignals, judged, verdictOf } from './verdict.js';
import { counted, word } from '../say/words.js';

/**
 * One row for each model; rows stay where they are, so that a focus is not lost.
 * @param {HTMLElement} place
 * @param {object[]} models
 */
export function drawModels(place, models) {
  const template = document.getElementById('model-row');
  const rows = new Map([...place.children].map((row) => [row.dataset.model, row]));
  models.forEach((model, index) => {
    const row = rows.get(model.model) ?? template.content.firstElementChild.cloneNode(true);
    rows.delete(model.model);
    row.dataset.model = model.model;
    draw(row, model);
    if (place.children[index] !== row) {
      place.insertBefore(row, place.children[index] ?? null);
    }
  });
  rows.forEach((row) => row.remove());
}

function draw(row, model) {
  const part = (name) => row.querySelector(`.model-${name}`);
  const verdict = verdictOf(model.verdict);
  row.dataset.condition = model.machines > 0 ? verdict.condition : 'offline';
  part('link').href = `/models/${encodeURIComponent(model.model)}`;
  part('mark').firstElementChild.setAttribute('href', `#i-${model.machines > 0 ? verdict.condition : 'offline'}`);
  say(part('name'), model.model);
  say(part('badge'), model.inUse ? word('model.inUse') : '');
  say(part('trained'), model.made ? word('model.learned', { trainer: model.trainer, time: clock(Date.parse(model.made)) }) : word('model.noCard'));
  say(part('machines'), machines(model.machines));
  say(part('drift'), drift(model, verdict));
  say(part('alarms'), word('model.alarms', { judged: judged(model.alarms) }));
}

function machines(count) {
  return count === 0 ? word('model.runsNowhere') : counted('model.runsOnMachines', count);
}

function drift(model, verdict) {
  return model.machines === 0 ? '' : driftedSignals(model) || verdict.text;
}
