import { AlarmFeed } from '../alarms/feed.js';
import { AlarmList } from '../alarms/list.js';
import { Connection } from '../live/connection.js';
import { Link } from '../live/link.js';
import { MaintenancePanel } from '../maintenance/panel.js';
import { clock } from '../say/time.js';
import { word } from '../say/words.js';
import { ChartGroup } from './charts.js';
import { Facts } from './facts.js';
import { listenToKeys } from './gestures.js';
import { Heading } from './heading.js';
import { History } from './history.js';
import { HopStrip } from './hops.js';
import { Looking } from './looking.js';
import { Past } from './past.js';
import { RangeChoice } from './range.js';
import { RangeNote } from './rangenote.js';
import { ChartTable } from './table.js';
import { View } from './view.js';

const CALM = 150;
const NEWEST_ALARMS = 5;
const QUICK = 200;
const SLOW = 1000;

/**
 * The page of one machine.
 * @param {HTMLElement} root
 */
export function openMachine(root) {
  let connection = null;
  let machine = null;
  let isLoaded = false;
  let watched = 0;
  let asking = 0;
  let settling = 0;
  const link = new Link();
  const history = new History();
  const heading = new Heading(root);
  const hops = new HopStrip(root.querySelector('#hops'), root.querySelector('#hops-note'));
  const facts = new Facts(root);
  const view = new View(() => connection?.now() ?? Date.now(), changed);
  const charts = new ChartGroup(root, view);
  const table = new ChartTable(root.querySelector('#table'), () => charts.shown());
  const range = new RangeChoice(root.querySelector('#ranges'), view);
  const looking = new Looking(root.querySelector('#looking'), root.querySelector('#looking-said'), view);
  const past = new Past(root.dataset.machine, drawPast, (text) => link.notice.say('history', text));
  const note = new RangeNote(root.querySelector('#range-note'), range);
  connection = new Connection(draw, (state) => {
    link.tell(state);
    hops.connected(state !== 'lost');
  });
  openAlarms(root, link.notice);
  openMaintenance(root, link.notice);
  listenToKeys(view);
  show();
  move();

  function changed() {
    show();
    clearTimeout(settling);
    settling = setTimeout(() => view.keep(), CALM);
  }

  /** What is drawn stays until what is shown now has come; what is asked for is asked when it is calm. */
  function show() {
    range.draw();
    looking.draw();
    charts.slide(window());
    if (view.past) {
      charts.loading();
      past.ask(view.past, charts.points());
      note.hide();
    } else {
      past.leave();
      link.notice.say('history', '');
      if (isLoaded && watched === view.span) {
        charts.draw(history, window(), machine);
        sayIfEmpty();
      }
    }
    if (watched !== view.span) {
      watch();
    }
  }

  /** The live view is watched also while looking back. */
  function watch() {
    isLoaded = false;
    watched = view.span;
    if (!view.past) {
      charts.loading();
    }
    clearTimeout(asking);
    asking = setTimeout(ask, machine ? CALM : 0);
  }

  function ask() {
    connection.ask({ type: 'watch', machine: root.dataset.machine, from: -watched, points: charts.points() });
  }

  function drawPast(found, storedFrom) {
    if (view.past) {
      charts.draw(found, view.past, machine);
      table.draw();
      looking.draw(found, storedFrom);
    }
  }

  function draw({ head, buckets }) {
    link.hear(head);
    if (head.machine) {
      machine = head.machine;
      charts.say(machine);
      heading.draw(machine);
      facts.draw(machine);
    }
    if (head.chart) {
      isLoaded ||= head.chart.reset === true;
      history.take(head.chart, buckets);
      history.forget(connection.now() - view.span);
      if (!view.past) {
        charts.draw(history, window(), machine);
        sayIfEmpty();
      }
    }
    if (machine) {
      hops.draw(machine, head.at, connection.roundTrip);
      heading.tick(connection.now());
    }
  }

  /** With time the last reading leaves the window, so this is asked when nothing arrives, too. */
  function sayIfEmpty() {
    if (isLoaded && !view.past) {
      note.draw(history, window(), machine, connection.now());
    }
  }

  function window() {
    return view.window();
  }

  /** The window slides with time, also when nothing arrives. */
  function move() {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!document.hidden && machine) {
      if (!view.past) {
        charts.slide(window());
      }
      sayIfEmpty();
      heading.tick(connection.now());
    }
    setTimeout(() => requestAnimationFrame(move), view.span <= 120_000 && !calm ? QUICK : SLOW);
  }
}

/** The machine's newest alarms. */
function openAlarms(root, notice) {
  const list = new AlarmList(root.querySelector('#machine-alarms'), (path, body, method) => feed.say(path, body, method));
  const feed = new AlarmFeed(
    () => new URLSearchParams({ machine: root.dataset.machine, state: 'any', limit: NEWEST_ALARMS }),
    (view) => list.draw(view),
    notice,
  );
}

/** Maintenance of the machine; that it is running is said at the top. */
function openMaintenance(root, notice) {
  const place = root.querySelector('#under-maintenance');
  new MaintenancePanel(root.querySelector('#maintenance'), notice, (running) => {
    place.hidden = running === undefined;
    place.textContent = running ? `${word('maintenance.until', { time: clock(running.to) })} ${running.reason ?? ''}` : '';
  });
}
