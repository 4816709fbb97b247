import { measured, whole } from '../say/number.js';
import { say } from '../say/text.js';
import { clock } from '../say/time.js';
import { drawCourse } from './course.js';
import { drawDistribution } from './distribution.js';
import { verdictOf } from './verdict.js';
import { word } from '../say/words.js';

const DISTANCES = [
  ['psi', 'psiLimit', 'PSI'],
  ['ks', 'ksLimit', 'KS'],
  ['js', 'jsLimit', 'JS'],
];

/**
 * A card for each signal, and for the score.
 * @param {HTMLElement} place
 * @param {{signals: object[], now: number}} drift
 */
export function drawSignals(place, { signals, now }) {
  const template = document.getElementById('signal');
  while (place.children.length > signals.length) {
    place.lastElementChild.remove();
  }
  while (place.children.length < signals.length) {
    place.append(template.content.firstElementChild.cloneNode(true));
  }
  signals.forEach((signal, i) => draw(place.children[i], signal, now));
}

function draw(card, { name, called, verdict, latest, distribution, course }, now) {
  const { text, condition } = verdictOf(verdict);
  const [distAxis, courseAxis] = card.querySelectorAll('.dist-axis');
  card.dataset.condition = condition;
  card.dataset.signal = name;
  const title = called ?? name;
  say(card.querySelector('h3'), title);
  card.querySelector('h3').title = name;
  say(card.querySelector('.signal-verdict'), text);
  drawDistribution(card.querySelector('.dist'), title, distribution);
  axis(distAxis, distribution ? [measured(distribution.edges[0]), measured(distribution.edges.at(-1))] : ['', '']);
  drawCourse(card.querySelector('.course'), title, course, latest);
  axis(courseAxis, course.length ? [word('drift.psiSince', { time: clock(course[0].from, now) }), word('drift.lastWindow')] : ['', '']);
  drawDistances(card.querySelector('.distances'), latest);
  say(card.querySelector('.signal-note'), latest ? word('drift.readings', { readings: whole(latest.readings), independent: whole(Math.round(latest.independent)) }) : word('drift.nothingCompared'));
}

function axis(place, [left, right]) {
  say(place.children[0], left);
  say(place.children[1], right);
}

function drawDistances(place, latest) {
  place.hidden = latest === undefined;
  if (latest === undefined) {
    return;
  }
  const shown = DISTANCES.map(([value, limit, name]) => ({ name, meaning: word(`drift.${value}`), value: latest[value], limit: latest[limit] }));
  if (!place.children.length) {
    place.append(...shown.map(({ name, meaning }) => distance(name, meaning)));
  }
  shown.forEach(({ value, limit }, i) => {
    const pair = place.children[i];
    pair.dataset.over = value > limit;
    say(pair.querySelector('.distance-value'), measured(value));
    // too few independent readings for this one to decide
    say(pair.querySelector('.distance-limit'), limit === undefined ? '' : word('drift.limit', { limit: measured(limit) }));
  });
}

function distance(name, meaning) {
  const pair = document.createElement('div');
  const term = document.createElement('dt');
  const text = document.createElement('dd');
  const value = document.createElement('span');
  const limit = document.createElement('span');
  term.textContent = name;
  pair.title = meaning;
  value.className = 'distance-value';
  limit.className = 'distance-limit muted';
  text.append(value, limit);
  pair.append(term, text);
  return pair;
}
