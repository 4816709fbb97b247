import { machinePath } from '../fleet/path.js';
import { Notice } from '../live/notice.js';
import { listenToKeys } from '../machine/gestures.js';
import { band } from '../machine/kinds.js';
import { Looking } from '../machine/looking.js';
import { historyOf } from '../machine/past.js';
import { apiPath } from '../machine/path.js';
import { RangeChoice } from '../machine/range.js';
import { View } from '../machine/view.js';
import { say } from '../say/text.js';
import { word } from '../say/words.js';
import { call } from '../shared/call.js';
import { element } from '../shared/element.js';
import { onThemeChange } from '../shared/theme.js';
import { ComparedChart } from './chart.js';
import { Compared } from './state.js';

const CALM = 150;
const EVERY = 2_000;
const PATIENCE = 25_000;
const MOST_POINTS = 2_000;

/**
 * Machines side by side: the same signal of up to six, and of their past.
 * @param {HTMLElement} root
 */
export function openCompare(root) {
  const notice = new Notice();
  const form = root.querySelector('#compare-form');
  const chips = root.querySelector('#compared');
  const place = root.querySelector('#charts');
  const told = root.querySelector('#compare-said');
  const template = document.getElementById('compare-chart');
  let under = new AbortController();
  let timer = 0;
  let settling = 0;
  /** @type {ComparedChart[]} */
  let charts = [];
  let known = new Map();
  const compared = new Compared(show);
  const view = new View(Date.now, moved);
  const range = new RangeChoice(root.querySelector('#ranges'), view);
  const looking = new Looking(root.querySelector('#looking'), root.querySelector('#looking-said'), view);
  listenToKeys(view);
  onThemeChange(() => charts.forEach((chart) => chart.recolour()));
  form.addEventListener('submit', add);
  form.addEventListener('change', choose);
  chips.addEventListener('click', (event) => event.target.closest('button') && compared.remove(event.target.closest('button').value));
  document.addEventListener('visibilitychange', show);
  const learned = learn().then(show);

  /** Which machines there are, and what they have. */
  async function learn() {
    try {
      known = new Map((await call('/api/machines')).map((each) => [`${each.device}/${each.machine}`, each]));
      document.getElementById('machines').replaceChildren(...[...known].map(([id, { name }]) => new Option(name ? `${name} · ${id}` : id, id)));
    } catch (problem) {
      notice.say('problem', problem.message);
    }
  }

  async function add(event) {
    event.preventDefault();
    await learned;
    const asked = form.elements.machine.value.trim();
    const id = idOf(asked);
    const wrong = known.size > 0 && !known.has(id) ? word('compare.unknown', { machine: asked }) : compared.add(id);
    say(told, wrong);
    if (!wrong) {
      form.elements.machine.value = '';
    }
  }

  /** Machines can be called by their names, too, where there is one of that name only. */
  function idOf(asked) {
    const called = [...known].filter(([, { name }]) => name === asked);
    return !known.has(asked) && called.length === 1 ? called[0][0] : asked;
  }

  /** What a machine is called here: by its id where it has no name, or where another has the same. */
  function nameOf(id) {
    const name = known.get(id)?.name;
    const isShared = compared.machines.some((other) => other !== id && known.get(other)?.name === name);
    return !name || isShared ? [name, id].filter(Boolean).join(' · ') : name;
  }

  /** What people call a signal on the machines that are compared. */
  function signalName(id, machines = compared.machines) {
    const all = machines.map((machine) => known.get(machine)).filter((its) => its?.signals.includes(id));
    const names = [...new Set(all.map((its) => its.names[its.signals.indexOf(id)]).filter(Boolean))];
    return names.join(' / ') || id;
  }

  function choose({ target }) {
    if (target.name !== 'machine') {
      compared.choose({ [target.name]: target.value });
    }
  }

  function moved() {
    range.draw();
    looking.draw();
    charts.forEach((chart) => chart.slide());
    clearTimeout(settling);
    settling = setTimeout(() => {
      view.keep();
      ask();
    }, CALM);
  }

  function show() {
    chips.replaceChildren(...compared.machines.map((id) => chip(id, nameOf(id))));
    drawSignals();
    form.elements.layout.value = compared.layout;
    form.elements.shift.value = compared.shift;
    range.draw();
    looking.draw();
    ask();
  }

  function drawSignals() {
    const names = [...new Set(compared.machines.flatMap((machine) => known.get(machine)?.signals ?? []))];
    form.elements.signal.replaceChildren(...names.map((name) => new Option(signalName(name), name)));
    form.elements.signal.value = signal(names);
  }

  /** The one that was chosen, as long as some machine has it. */
  function signal(names = [...form.elements.signal.options].map((option) => option.value)) {
    return names.includes(compared.signal) ? compared.signal : (names[0] ?? '');
  }

  async function ask() {
    clearTimeout(timer);
    under.abort();
    under = new AbortController();
    const mine = under.signal;
    if (document.hidden || !signal()) {
      draw([]);
      return;
    }
    place.setAttribute('aria-busy', String(view.past !== null));
    try {
      const curves = (await Promise.all(wanted().map((each) => read(each, mine)))).filter(Boolean);
      if (mine.aborted) {
        return;
      }
      draw(curves);
      notice.say('history', '');
    } catch (problem) {
      if (mine.aborted) {
        return;
      }
      notice.say('history', word('call.before', { problem: problem.message }));
    }
    if (!view.past) {
      timer = setTimeout(ask, EVERY);
    }
  }

  function wanted() {
    const shift = compared.shiftMs();
    return compared.machines.flatMap((machine, i) => [{ machine, place: i, shift: 0 }, ...(shift ? [{ machine, place: i, shift }] : [])]);
  }

  /** A machine that has no such signal is left out. */
  async function read({ machine, place: number, shift }, left) {
    const name = signal();
    const its = known.get(machine);
    if (!its?.signals.includes(name)) {
      return null;
    }
    const { from, to } = view.window();
    const points = Math.min(MOST_POINTS, Math.max(100, Math.floor(place.clientWidth)));
    const query = new URLSearchParams({ signals: name, from: Math.floor(from - shift), to: Math.ceil(to - shift), points });
    const found = await call(`${apiPath(machine)}/view?${query}`, {}, left, PATIENCE);
    return {
      name: shift ? word('compare.shifted', { machine: nameOf(machine), shift: form.elements.shift.selectedOptions[0].text }) : nameOf(machine),
      machine,
      place: number,
      past: shift > 0,
      data: curve(historyOf(found), name, shift, its.intervalMs ?? 0),
    };
  }

  /** All curves in one chart, or each machine's in its own. */
  function draw(curves) {
    place.setAttribute('aria-busy', 'false');
    const groups = compared.layout === 'stacked' ? Object.values(Object.groupBy(curves, (each) => each.machine)) : curves.length ? [curves] : [];
    while (charts.length > groups.length) {
      charts.pop().end();
    }
    groups.forEach((group, i) => {
      if (!charts[i]) {
        charts[i] = new ComparedChart(template, view);
        place.append(charts[i].element);
      }
      charts[i].draw(title(group), group);
    });
    place.classList.toggle('stacked', groups.length > 1);
    if (compared.machines.length === 0) {
      say(told, word('compare.none'));
    }
  }

  function title(group) {
    const its = known.get(group[0].machine);
    const unit = its?.units[its.signals.indexOf(signal())];
    const name = signalName(signal(), group.map((each) => each.machine));
    return unit ? `${name}, ${unit}` : name;
  }
}

/** Time in seconds, low, high and middle of a signal, as a machine's own chart has them. */
function curve(history, signal, shift, intervalMs) {
  const gap = Math.max(1.5 * history.width, 2.5 * intervalMs);
  const [time, ...values] = history.drawn(gap, { key: signal, picks: band(0) });
  return [time.map((at) => at + shift / 1000), ...values];
}

function chip(machine, name) {
  const item = document.createElement('li');
  const remove = element('button', '×');
  remove.type = 'button';
  remove.value = machine;
  remove.setAttribute('aria-label', word('compare.remove', { machine: name }));
  const link = element('a', name);
  link.title = machine;
  link.href = machinePath(...machine.split('/'));
  item.append(link, remove);
  return item;
}
