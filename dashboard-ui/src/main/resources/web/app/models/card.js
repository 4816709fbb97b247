import { measured, whole } from '../say/number.js';
import { clock } from '../say/time.js';
import { element, termOf } from '../shared/element.js';
import { judged } from './verdict.js';

/**
 * What is to be known of a model at a glance.
 * @param {HTMLElement} place
 * @param {{model: object, card?: object}} detail
 */
export function drawFacts(place, { model, card }) {
  const facts = [
    ['Runs on', `${whole(model.machines)} machine${model.machines === 1 ? '' : 's'}`],
    ['Alarms judged', judged(model.alarms)],
    ...(card ? cardFacts(card) : []),
  ];
  const shown = JSON.stringify(facts);
  if (place.dataset.shown !== shown) {
    place.dataset.shown = shown;
    place.replaceChildren(...facts.map(([name, value]) => fact(name, value)));
  }
}

function cardFacts({ trainer, made, threshold, data, metrics, intervals }) {
  const facts = [
    ['Trainer', trainer],
    ['Learned', clock(Date.parse(made))],
    ['Window', `${whole(data.window)} × ${whole(data.intervalMs)} ms`],
    ['Anomalous from', measured(threshold)],
  ];
  const rate = (name, label) => {
    if (metrics[name] !== undefined) {
      facts.push([label, percent(metrics[name], intervals?.[name])]);
    }
  };
  if (metrics.f1 === undefined) {
    rate('heldOutAlarmRate', 'Alarm rate promised');
  } else {
    facts.push(['F1', measured(metrics.f1)]);
    rate('falseAlarmRate', 'False alarms');
    rate('missedAlarmRate', 'Missed');
  }
  return facts;
}

function percent(value, interval) {
  const within = interval ? ` (${tenth(interval[0])} to ${tenth(interval[1])})` : '';
  return `${tenth(value)}\u00a0%${within}`;
}

function tenth(share) {
  return (100 * share).toFixed(1);
}

function fact(name, value) {
  const pair = termOf(name, value);
  pair.className = 'fact';
  return pair;
}

/**
 * The data that a model learned from.
 * @param {HTMLElement} root
 * @param {object} [card]
 */
export function drawLearned(root, card) {
  const panel = root.querySelector('#learned');
  panel.hidden = card === undefined;
  if (card === undefined || panel.dataset.shown === card.provenance.sha256) {
    return;
  }
  panel.dataset.shown = card.provenance.sha256;
  root.querySelector('#learned-note').textContent = `For machines ${card.data.machines} · signals ${card.data.signals.join(', ')}`;
  root.querySelector('#learned-files').tBodies[0].replaceChildren(...card.data.files.map(fileRow));
  root.querySelector('#learned-notices').replaceChildren(...card.data.notices.map((notice) => element('li', notice)));
}

function fileRow({ file, rows, rowsLearnedFrom, rowsLabelledAnomalous, first, last }) {
  const row = document.createElement('tr');
  row.append(
    element('td', file),
    ...[rows, rowsLearnedFrom, rowsLabelledAnomalous].map((count) => number(count)),
    element('td', clock(Date.parse(first))),
    element('td', clock(Date.parse(last))),
  );
  return row;
}

function number(count) {
  const cell = element('td', whole(count));
  cell.className = 'num';
  return cell;
}
