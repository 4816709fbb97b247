import { fixed, measured, percent, whole } from '../say/number.js';
import { clock } from '../say/time.js';
import { element, termOf } from '../shared/element.js';
import { judged } from './verdict.js';
import { counted, word } from '../say/words.js';

/**
 * What is to be known of a model at a glance.
 * @param {HTMLElement} place
 * @param {{model: object, card?: object}} detail
 */
export function drawFacts(place, { model, card }) {
  const facts = [
    [word('model.runsOn'), counted('model.machines', model.machines)],
    [word('model.alarmsJudged'), judged(model.alarms)],
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
    [word('model.trainer'), trainer],
    [word('model.made'), clock(Date.parse(made))],
    [word('model.window'), `${whole(data.window)} × ${word('time.ms', { number: whole(data.intervalMs) })}`],
    [word('model.threshold'), measured(threshold)],
  ];
  const rate = (name) => {
    if (metrics[name] !== undefined) {
      facts.push([word(`model.${name}`), rateWithin(metrics[name], intervals?.[name])]);
    }
  };
  if (metrics.f1 === undefined) {
    rate('heldOutAlarmRate');
  } else {
    facts.push([word('model.f1'), measured(metrics.f1)]);
    rate('falseAlarmRate');
    rate('missedAlarmRate');
  }
  return facts;
}

function rateWithin(value, interval) {
  if (!interval) {
    return percent(value, 1);
  }
  const [low, high] = interval.map((share) => fixed(100 * share, 1));
  return `${percent(value, 1)} ${word('model.interval', { low, high })}`;
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
  root.querySelector('#learned-note').textContent = word('model.data', { machines: card.data.machines, signals: card.data.signals.join(', ') });
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
